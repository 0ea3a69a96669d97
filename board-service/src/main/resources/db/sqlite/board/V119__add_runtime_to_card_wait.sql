-- How long an attempt on the card may take, 0 for as long as it likes, and when the one that runs has.
ALTER TABLE card_wait ADD COLUMN max_runtime_millis INTEGER NOT NULL DEFAULT 0;
ALTER TABLE card_wait ADD COLUMN deadline_at_ms INTEGER;

-- The timer of runtimes.
CREATE INDEX card_wait_deadline ON card_wait (deadline_at_ms) WHERE deadline_at_ms IS NOT NULL;
