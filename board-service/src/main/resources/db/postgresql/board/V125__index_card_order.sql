-- The cards in sight in the orders of lists, and by who made them. None of it changes when a verb moves a card. A card without
-- a due time comes last: it has the largest number there is in its place.
CREATE INDEX card_open_number ON card (board_id, number) WHERE former_state IS NULL;
CREATE INDEX card_open_due    ON card (board_id, (COALESCE(due_at_ms, 9223372036854775807)), number)
  WHERE former_state IS NULL;
CREATE INDEX card_open_title  ON card (board_id, (LOWER(title)), number) WHERE former_state IS NULL;
CREATE INDEX card_creator     ON card (board_id, created_by, precedence, number);
