-- The inbox asks of each hook for the delivery that was given up first.
CREATE INDEX delivery_dead ON delivery (hook, ended_at_ms, delivery_id) WHERE state = 'DEAD';
