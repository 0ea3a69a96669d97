-- What this service committed itself to do through another one, until the outcome is committed too.
CREATE TABLE intent (
  id                 TEXT   PRIMARY KEY,
  kind               TEXT   NOT NULL,
  payload            BYTEA  NOT NULL,
  subject            TEXT   NOT NULL,
  actor              TEXT   NOT NULL,
  correlation_id     TEXT   NOT NULL,
  cause              TEXT   NOT NULL,
  state              TEXT   NOT NULL CHECK (state IN ('PENDING', 'DONE', 'FAILED')),
  attempts           BIGINT NOT NULL,
  next_attempt_at_ms BIGINT NOT NULL,
  outcome            BYTEA, -- The answer of a done intent.
  failure_reason     TEXT, -- Why the last attempt failed: the reason's name, its gRPC code and the sentence.
  failure_code       TEXT,
  failure            TEXT,
  created_at_ms      BIGINT NOT NULL,
  ended_at_ms        BIGINT
);

CREATE INDEX intent_pending ON intent (next_attempt_at_ms) WHERE state = 'PENDING';
CREATE INDEX intent_ended ON intent (ended_at_ms) WHERE state <> 'PENDING';
