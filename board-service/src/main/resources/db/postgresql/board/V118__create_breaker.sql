-- How many attempts failed in a row, on a board (`assignee` is empty) or on the cards of an assignee (`board_id` is empty), and
-- since and until when those cards are held back for it. A row is there while it counts something.
CREATE TABLE breaker (
  board_id         TEXT    NOT NULL,
  assignee         TEXT    NOT NULL,
  failures         BIGINT  NOT NULL,
  card_id          TEXT    NOT NULL,
  error            TEXT    NOT NULL,
  opened_at_ms     BIGINT,
  retry_at_ms      BIGINT,
  cool_down_millis BIGINT  NOT NULL,
  trial_card_id    TEXT,
  trial_epoch      BIGINT  NOT NULL,
  PRIMARY KEY (board_id, assignee),
  CHECK ((opened_at_ms IS NULL) = (retry_at_ms IS NULL))
);
