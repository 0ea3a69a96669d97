-- The log of what happened. `position` orders this service's log; `sequence` the log of the origin. The lane is checked
-- with OR, because SQLite makes a table of a longer IN, anew for every row that is written.
CREATE TABLE event (
  position       INTEGER PRIMARY KEY,
  origin         TEXT    NOT NULL,
  sequence       INTEGER NOT NULL,
  kind           TEXT    NOT NULL,
  actor          TEXT    NOT NULL,
  lane           TEXT    NOT NULL CHECK (lane = 'BUSINESS' OR lane = 'DEVELOPMENT' OR lane = 'PRODUCTION'
                                         OR lane = 'MONITORING'),
  correlation_id TEXT    NOT NULL,
  cause          TEXT    NOT NULL,
  subject        TEXT    NOT NULL,
  payload        TEXT    NOT NULL,
  created_at_ms  INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX event_origin_sequence ON event (origin, sequence);

-- The answers of writes that carried a request id, so that a repeat gets the same one.
CREATE TABLE answer (
  caller        TEXT    NOT NULL,
  method        TEXT    NOT NULL,
  request_id    TEXT    NOT NULL,
  request_hash  BLOB    NOT NULL,
  response      BLOB,
  created_at_ms INTEGER NOT NULL,
  PRIMARY KEY (caller, method, request_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX answer_created ON answer (created_at_ms);
