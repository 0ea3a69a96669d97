-- The body of a card that has one. Apart, because a verb rewrites its card's row and a body may have 1 MiB.
CREATE TABLE card_body (
  board_id TEXT    NOT NULL,
  number   INTEGER NOT NULL,
  body     TEXT    NOT NULL,
  PRIMARY KEY (board_id, number),
  FOREIGN KEY (board_id, number) REFERENCES card (board_id, number)
) STRICT;
