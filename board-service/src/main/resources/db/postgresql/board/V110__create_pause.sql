-- Cards that are not given out: of a board, of an assignee, or both; an empty one stands for all.
CREATE TABLE pause (
  board_id      TEXT    NOT NULL,
  assignee      TEXT    NOT NULL,
  reason        TEXT    NOT NULL,
  actor         TEXT    NOT NULL,
  created_at_ms BIGINT  NOT NULL,
  PRIMARY KEY (board_id, assignee)
);
