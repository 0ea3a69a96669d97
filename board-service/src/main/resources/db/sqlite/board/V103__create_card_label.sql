-- The labels of cards, to find cards by. `precedence` and `ready` repeat the card's, so that a label lists and claims in order.
CREATE TABLE card_label (
  board_id   TEXT    NOT NULL,
  number     INTEGER NOT NULL,
  label      TEXT    NOT NULL,
  precedence INTEGER NOT NULL,
  ready      INTEGER NOT NULL CHECK (ready IN (0, 1)),
  PRIMARY KEY (board_id, number, label),
  FOREIGN KEY (board_id, number) REFERENCES card (board_id, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX card_label_order ON card_label (board_id, label, precedence, number);
CREATE INDEX card_label_ready ON card_label (board_id, label, precedence, number) WHERE ready = 1;
