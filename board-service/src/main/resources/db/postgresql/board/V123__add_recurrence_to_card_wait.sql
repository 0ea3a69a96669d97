-- How a scheduled card recurs: a cron expression, the zone whose clock it is of, and its end; all null for a card that just
-- wakes. `newest_number` is that of the card it made last, null before the first.
ALTER TABLE card_wait ADD COLUMN cron TEXT;
ALTER TABLE card_wait ADD COLUMN zone TEXT;
ALTER TABLE card_wait ADD COLUMN recurs_until_ms BIGINT;
ALTER TABLE card_wait ADD COLUMN newest_number BIGINT;
