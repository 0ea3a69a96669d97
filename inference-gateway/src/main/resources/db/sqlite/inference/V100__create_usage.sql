-- One request to a model, as it was accounted. Nothing of what was said. `model` is empty when none was chosen.
CREATE TABLE usage (
  usage_id               INTEGER PRIMARY KEY,
  actor                  TEXT    NOT NULL,
  provider               TEXT    NOT NULL,
  model                  TEXT    NOT NULL,
  outcome                TEXT    NOT NULL CHECK (outcome IN ('COMPLETED', 'CANCELLED', 'FAILED')),
  reason                 TEXT    NOT NULL,
  prompt_tokens          INTEGER NOT NULL CHECK (prompt_tokens >= 0),
  completion_tokens      INTEGER NOT NULL CHECK (completion_tokens >= 0),
  latency_us             INTEGER NOT NULL CHECK (latency_us >= 0),
  first_token_latency_us INTEGER CHECK (first_token_latency_us >= 0),
  created_at_ms          INTEGER NOT NULL
) STRICT;
