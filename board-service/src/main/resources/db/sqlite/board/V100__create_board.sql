-- A board. `last_number` is the number of its newest card.
CREATE TABLE board (
  id            TEXT    NOT NULL PRIMARY KEY,
  title         TEXT    NOT NULL,
  last_number   INTEGER NOT NULL,
  version       INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  updated_at_ms INTEGER NOT NULL,
  description   TEXT    NOT NULL
) STRICT;

-- A board's columns, in the order of `place`. `card_count` is kept by every way in and out, so that a limit costs no count.
CREATE TABLE board_column (
  board_id   TEXT    NOT NULL REFERENCES board (id),
  id         TEXT    NOT NULL,
  place      INTEGER NOT NULL,
  title      TEXT    NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN ('TRIAGE', 'TODO', 'SCHEDULED', 'READY', 'RUNNING', 'REVIEW', 'BLOCKED',
                                               'DONE', 'FAILED', 'CANCELLED')),
  wip_limit  INTEGER NOT NULL CHECK (wip_limit >= 0),
  card_count INTEGER NOT NULL CHECK (card_count >= 0),
  PRIMARY KEY (board_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX board_column_state ON board_column (board_id, state, place);
