-- What was said about a card. `id` counts from 1 on each card; `epoch` is that of the run it was said in, 0 for none.
CREATE TABLE comment (
  board_id      TEXT    NOT NULL,
  number        BIGINT  NOT NULL,
  id            BIGINT  NOT NULL,
  author        TEXT    NOT NULL,
  text          TEXT    NOT NULL,
  epoch         BIGINT  NOT NULL,
  created_at_ms BIGINT  NOT NULL,
  PRIMARY KEY (board_id, number, id),
  FOREIGN KEY (board_id, number) REFERENCES card (board_id, number)
);
