-- The cards of a board that wait for a person, by how long; and those whose attempts fail again and again.
CREATE INDEX card_wait_board   ON card_wait (board_id, state, asked_at_ms) WHERE asked_at_ms IS NOT NULL;
CREATE INDEX card_wait_failing ON card_wait (board_id, failures DESC, number) WHERE failures >= 2;
