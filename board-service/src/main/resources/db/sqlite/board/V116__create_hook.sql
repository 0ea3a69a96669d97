-- Where events are delivered to: a URL, or a command that the settings name. Each keeps how far the log was looked at.
CREATE TABLE hook (
  name          TEXT    PRIMARY KEY,
  board_id      TEXT    NOT NULL,
  url           TEXT    NOT NULL,
  command       TEXT    NOT NULL,
  kinds         TEXT    NOT NULL,
  position      INTEGER NOT NULL,
  created_by    TEXT    NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;

-- One event for one hook, with what is sent of it.
CREATE TABLE delivery (
  delivery_id        TEXT    PRIMARY KEY,
  hook               TEXT    NOT NULL REFERENCES hook (name),
  position           INTEGER NOT NULL,
  body               TEXT    NOT NULL,
  state              TEXT    NOT NULL CHECK (state IN ('PENDING', 'DELIVERED', 'DEAD')),
  attempts           INTEGER NOT NULL,
  next_attempt_at_ms INTEGER NOT NULL,
  failure            TEXT    NOT NULL,
  created_at_ms      INTEGER NOT NULL,
  ended_at_ms        INTEGER
) STRICT;

CREATE UNIQUE INDEX delivery_event ON delivery (hook, position);
CREATE INDEX delivery_due ON delivery (next_attempt_at_ms, delivery_id) WHERE state = 'PENDING';
CREATE INDEX delivery_state ON delivery (hook, state, position);
CREATE INDEX delivery_ended ON delivery (ended_at_ms) WHERE ended_at_ms IS NOT NULL;
