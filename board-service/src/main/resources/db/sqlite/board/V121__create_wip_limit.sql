-- How many cards may run at once: of a board, of an assignee, or both; an empty one stands for all.
CREATE TABLE wip_limit (
  board_id      TEXT    NOT NULL,
  assignee      TEXT    NOT NULL,
  most          INTEGER NOT NULL,
  actor         TEXT    NOT NULL,
  created_at_ms INTEGER NOT NULL,
  PRIMARY KEY (board_id, assignee)
) STRICT, WITHOUT ROWID;

-- What there are only so many of, over all boards: a card that names a pool runs while there is room in it.
CREATE TABLE pool (
  id            TEXT    NOT NULL PRIMARY KEY,
  capacity      INTEGER NOT NULL,
  actor         TEXT    NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

ALTER TABLE card ADD COLUMN pool_id TEXT NOT NULL DEFAULT '';

-- What runs of an assignee, and of a pool.
CREATE INDEX card_running_assignee ON card (assignee, board_id, number) WHERE state = 'RUNNING' AND assignee <> '';
CREATE INDEX card_running_pool     ON card (pool_id, board_id, number) WHERE state = 'RUNNING' AND pool_id <> '';
