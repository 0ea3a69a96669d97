-- What cards in sight an assignee has, by state; and what it did last. Cards without an assignee have no place in either, so
-- that their verbs cost nothing more.
CREATE INDEX card_assignee_state ON card (board_id, assignee, state) WHERE assignee <> '' AND former_state IS NULL;
CREATE INDEX card_assignee_done ON card (board_id, assignee, updated_at_ms, number)
  WHERE state = 'DONE' AND assignee <> '';
