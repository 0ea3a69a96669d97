-- How attempts on a card fail, one after the other, and how many may: `failures` and `violations` count them, the rest is of the
-- last one. `retry_at_ms` is when the next may begin, null unless the card waits for that.
ALTER TABLE card_wait ADD COLUMN max_attempts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE card_wait ADD COLUMN exit_class TEXT;
ALTER TABLE card_wait ADD COLUMN failures BIGINT;
ALTER TABLE card_wait ADD COLUMN violations BIGINT;
ALTER TABLE card_wait ADD COLUMN error TEXT;
ALTER TABLE card_wait ADD COLUMN retry_at_ms BIGINT;

-- The dead letters.
CREATE INDEX card_wait_dead ON card_wait (asked_at_ms, board_id, number)
  WHERE asked_at_ms IS NOT NULL AND block_kind = 'DEAD_LETTER';

-- The last that a worker whose attempt failed put out.
ALTER TABLE run ADD COLUMN output TEXT NOT NULL DEFAULT '';
