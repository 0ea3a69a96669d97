-- A card. `precedence` is minus the priority, so that (precedence, number) ascends in the order of every list.
-- `former_state` is the state an archived card had, and null for all others. `epoch` is that of its newest run. The state
-- is checked with OR, because SQLite makes a table of a longer IN, anew for every row that is written.
CREATE TABLE card (
  board_id            TEXT    NOT NULL REFERENCES board (id),
  number              INTEGER NOT NULL,
  state               TEXT    NOT NULL CHECK (state = 'READY' OR state = 'RUNNING' OR state = 'DONE' OR state = 'TRIAGE'
                                              OR state = 'TODO' OR state = 'SCHEDULED' OR state = 'REVIEW'
                                              OR state = 'BLOCKED' OR state = 'FAILED' OR state = 'CANCELLED'
                                              OR state = 'ARCHIVED'),
  column_id           TEXT    NOT NULL,
  former_state        TEXT,
  precedence          INTEGER NOT NULL,
  epoch               INTEGER NOT NULL,
  attempts            INTEGER NOT NULL,
  worker              TEXT,
  holder              TEXT,
  lease_millis        INTEGER,
  lease_expires_at_ms INTEGER,
  version             INTEGER NOT NULL,
  edited_version      INTEGER NOT NULL,
  moved_version       INTEGER NOT NULL,
  title               TEXT    NOT NULL,
  labels              TEXT    NOT NULL,
  assignee            TEXT    NOT NULL,
  due_at_ms           INTEGER,
  repository_id       TEXT    NOT NULL,
  created_by          TEXT    NOT NULL,
  created_at_ms       INTEGER NOT NULL,
  updated_at_ms       INTEGER NOT NULL,
  block_reason        TEXT    NOT NULL,
  summary             TEXT    NOT NULL,
  PRIMARY KEY (board_id, number),
  CHECK ((state = 'RUNNING') = (lease_expires_at_ms IS NOT NULL)),
  CHECK ((state = 'ARCHIVED') = (former_state IS NOT NULL)),
  CHECK ((state = 'ARCHIVED') = (column_id = ''))
) STRICT;

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

-- The timer of leases.
CREATE INDEX card_lease ON card (lease_expires_at_ms) WHERE lease_expires_at_ms IS NOT NULL;
