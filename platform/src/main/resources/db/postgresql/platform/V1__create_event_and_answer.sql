-- The log of what happened. `position` orders this service's log; `sequence` the log of the origin.
CREATE TABLE event (
  position       BIGINT PRIMARY KEY,
  origin         TEXT   NOT NULL,
  sequence       BIGINT NOT NULL,
  kind           TEXT   NOT NULL,
  actor          TEXT   NOT NULL,
  lane           TEXT   NOT NULL CHECK (lane IN ('BUSINESS', 'DEVELOPMENT', 'PRODUCTION', 'MONITORING')),
  correlation_id TEXT   NOT NULL,
  cause          TEXT   NOT NULL,
  subject        TEXT   NOT NULL,
  payload        TEXT   NOT NULL,
  created_at_ms  BIGINT NOT NULL
);

CREATE UNIQUE INDEX event_origin_sequence ON event (origin, sequence);

-- The answers of writes that carried a request id, so that a repeat gets the same one.
CREATE TABLE answer (
  caller        TEXT   NOT NULL,
  method        TEXT   NOT NULL,
  request_id    TEXT   NOT NULL,
  request_hash  BYTEA  NOT NULL,
  response      BYTEA,
  created_at_ms BIGINT NOT NULL,
  PRIMARY KEY (caller, method, request_id)
);

CREATE INDEX answer_created ON answer (created_at_ms);
