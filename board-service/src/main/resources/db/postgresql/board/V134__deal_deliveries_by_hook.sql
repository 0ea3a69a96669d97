-- Each hook has a line of its own: one whose receiver is slow holds up no other.
DROP INDEX delivery_due;
CREATE INDEX delivery_due ON delivery (hook, next_attempt_at_ms, delivery_id) WHERE state = 'PENDING';
