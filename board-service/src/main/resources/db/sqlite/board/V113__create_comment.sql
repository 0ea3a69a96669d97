-- What was said about a card. `id` counts from 1 on each card; `epoch` is that of the run it was said in, 0 for none.
CREATE TABLE comment (
  board_id      TEXT    NOT NULL,
  number        INTEGER NOT NULL,
  id            INTEGER NOT NULL,
  author        TEXT    NOT NULL,
  text          TEXT    NOT NULL,
  epoch         INTEGER NOT NULL,
  created_at_ms INTEGER NOT NULL,
  PRIMARY KEY (board_id, number, id),
  FOREIGN KEY (board_id, number) REFERENCES card (board_id, number)
) STRICT;
