-- The outcomes of runs are the kernel's to name: more of them come, and each would be a new table.
CREATE TABLE run_new (
  board_id            TEXT    NOT NULL,
  number              INTEGER NOT NULL,
  epoch               INTEGER NOT NULL,
  worker              TEXT    NOT NULL,
  actor               TEXT    NOT NULL,
  lease_millis        INTEGER NOT NULL, -- 0 for a run without a claim.
  lease_expires_at_ms INTEGER,
  outcome             TEXT,
  summary             TEXT    NOT NULL,
  started_at_ms       INTEGER NOT NULL,
  ended_at_ms         INTEGER,
  heartbeat_at_ms     INTEGER,
  PRIMARY KEY (board_id, number, epoch),
  FOREIGN KEY (board_id, number) REFERENCES card (board_id, number),
  CHECK ((outcome IS NULL) = (ended_at_ms IS NULL)),
  CHECK ((outcome IS NULL) = (lease_expires_at_ms IS NOT NULL))
) STRICT, WITHOUT ROWID;

INSERT INTO run_new
SELECT board_id, number, epoch, worker, actor, lease_millis, lease_expires_at_ms, outcome, summary, started_at_ms,
       ended_at_ms, heartbeat_at_ms
  FROM run;
DROP TABLE run;
ALTER TABLE run_new RENAME TO run;
-- The timer of leases.
CREATE INDEX run_lease ON run (lease_expires_at_ms) WHERE lease_expires_at_ms IS NOT NULL;
