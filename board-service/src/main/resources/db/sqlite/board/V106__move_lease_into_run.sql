-- A lease is what an open run is held under, so it moves from the card's row into the run's: a card's row grows no more
-- when it is claimed, and a heartbeat writes one row.
CREATE TABLE run_new (
  board_id            TEXT    NOT NULL,
  number              INTEGER NOT NULL,
  epoch               INTEGER NOT NULL,
  worker              TEXT    NOT NULL,
  actor               TEXT    NOT NULL,
  lease_millis        INTEGER NOT NULL, -- 0 for a run without a claim.
  lease_expires_at_ms INTEGER,
  outcome             TEXT    CHECK (outcome = 'COMPLETED' OR outcome = 'BLOCKED' OR outcome = 'RELEASED'
                                     OR outcome = 'LAPSED' OR outcome = 'ARCHIVED'),
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
SELECT run.board_id, run.number, run.epoch, run.worker, run.actor, COALESCE(card.lease_millis, 0),
       card.lease_expires_at_ms, run.outcome, run.summary, run.started_at_ms, run.ended_at_ms, run.heartbeat_at_ms
  FROM run LEFT JOIN card ON card.board_id = run.board_id AND card.number = run.number AND run.outcome IS NULL;
DROP TABLE run;
ALTER TABLE run_new RENAME TO run;
-- The timer of leases.
CREATE INDEX run_lease ON run (lease_expires_at_ms) WHERE lease_expires_at_ms IS NOT NULL;

CREATE TABLE card_new (
  board_id       TEXT    NOT NULL REFERENCES board (id),
  number         INTEGER NOT NULL,
  state          TEXT    NOT NULL CHECK (state = 'READY' OR state = 'RUNNING' OR state = 'DONE' OR state = 'TRIAGE'
                                         OR state = 'TODO' OR state = 'SCHEDULED' OR state = 'REVIEW'
                                         OR state = 'BLOCKED' OR state = 'FAILED' OR state = 'CANCELLED'
                                         OR state = 'ARCHIVED'),
  column_id      TEXT    NOT NULL,
  former_state   TEXT,
  precedence     INTEGER NOT NULL,
  epoch          INTEGER NOT NULL,
  attempts       INTEGER NOT NULL,
  version        INTEGER NOT NULL,
  edited_version INTEGER NOT NULL,
  moved_version  INTEGER NOT NULL,
  title          TEXT    NOT NULL,
  labels         TEXT    NOT NULL,
  assignee       TEXT    NOT NULL,
  due_at_ms      INTEGER,
  repository_id  TEXT    NOT NULL,
  created_by     TEXT    NOT NULL,
  created_at_ms  INTEGER NOT NULL,
  updated_at_ms  INTEGER NOT NULL,
  block_reason   TEXT    NOT NULL,
  summary        TEXT    NOT NULL,
  PRIMARY KEY (board_id, number),
  CHECK ((state = 'ARCHIVED') = (former_state IS NOT NULL)),
  CHECK ((state = 'ARCHIVED') = (column_id = ''))
) STRICT;

INSERT INTO card_new
SELECT board_id, number, state, column_id, former_state, precedence, epoch, attempts, version, edited_version,
       moved_version, title, labels, assignee, due_at_ms, repository_id, created_by, created_at_ms, updated_at_ms,
       block_reason, summary
  FROM card;
DROP TABLE card;
ALTER TABLE card_new RENAME TO card;

CREATE INDEX card_open       ON card (board_id, precedence, number) WHERE former_state IS NULL;
CREATE INDEX card_column     ON card (board_id, column_id, precedence, number);
CREATE INDEX card_assignee   ON card (board_id, assignee, precedence, number) WHERE assignee <> '';
CREATE INDEX card_repository ON card (board_id, repository_id, precedence, number) WHERE repository_id <> '';

-- What may be claimed, best first.
CREATE INDEX card_ready            ON card (board_id, precedence, number) WHERE state = 'READY';
CREATE INDEX card_ready_assignee   ON card (board_id, assignee, precedence, number)
  WHERE state = 'READY' AND assignee <> '';
CREATE INDEX card_ready_repository ON card (board_id, repository_id, precedence, number)
  WHERE state = 'READY' AND repository_id <> '';
