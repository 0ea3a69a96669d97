-- A board. `last_number` is the number of its newest card.
CREATE TABLE board (
  id            TEXT    NOT NULL PRIMARY KEY,
  title         TEXT    NOT NULL,
  last_number   BIGINT NOT NULL,
  version       BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL,
  description   TEXT    NOT NULL
);

-- A board's columns, in the order of `place`. `card_count` is kept by every way in and out, so that a limit costs no count.
CREATE TABLE board_column (
  board_id   TEXT    NOT NULL REFERENCES board (id),
  id         TEXT    NOT NULL,
  place      BIGINT NOT NULL,
  title      TEXT    NOT NULL,
  state      TEXT    NOT NULL CHECK (state IN ('TRIAGE', 'TODO', 'SCHEDULED', 'READY', 'RUNNING', 'REVIEW', 'BLOCKED',
                                               'DONE', 'FAILED', 'CANCELLED')),
  wip_limit  BIGINT NOT NULL CHECK (wip_limit >= 0),
  card_count BIGINT NOT NULL CHECK (card_count >= 0),
  PRIMARY KEY (board_id, id)
);

CREATE INDEX board_column_state ON board_column (board_id, state, place);
