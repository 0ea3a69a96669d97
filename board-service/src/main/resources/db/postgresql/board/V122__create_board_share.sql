-- What a board may have of the workers that take cards of several: its weight, and how much it has had. A board without a row
-- has weight 1 and has had nothing.
CREATE TABLE board_share (
  board_id     TEXT    NOT NULL PRIMARY KEY REFERENCES board (id),
  weight       BIGINT  NOT NULL,
  pass         BIGINT  NOT NULL, -- What it has had, in parts of a card, through its weight.
  clock        BIGINT  NOT NULL, -- Where all boards stood when it was last served.
  served_at_ms BIGINT  NOT NULL
);
