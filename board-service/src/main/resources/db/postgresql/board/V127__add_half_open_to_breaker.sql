-- Whether the end of an open breaker's time was told already, as an event.
ALTER TABLE breaker ADD COLUMN half_open BIGINT NOT NULL DEFAULT 0;
CREATE INDEX breaker_retry ON breaker (retry_at_ms) WHERE half_open = 0 AND retry_at_ms IS NOT NULL;
