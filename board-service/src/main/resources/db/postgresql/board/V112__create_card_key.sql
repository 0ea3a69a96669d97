-- The idempotency key that a card was made under, and a hash of what was asked. A key is `live` until its card is archived;
-- a board has one live card of a key at the most. Apart from `card`, so that cards without a key cost nothing.
CREATE TABLE card_key (
  board_id        TEXT    NOT NULL,
  number          BIGINT  NOT NULL,
  idempotency_key TEXT    NOT NULL,
  content_hash    TEXT    NOT NULL,
  live            BIGINT  NOT NULL CHECK (live IN (0, 1)),
  PRIMARY KEY (board_id, number),
  FOREIGN KEY (board_id, number) REFERENCES card (board_id, number)
);

CREATE UNIQUE INDEX card_key_live ON card_key (board_id, idempotency_key) WHERE live = 1;
