-- A lease is what an open run is held under, so it moves from the card's row into the run's: a heartbeat writes one row.
ALTER TABLE run ADD COLUMN lease_millis BIGINT NOT NULL DEFAULT 0; -- 0 for a run without a claim.
ALTER TABLE run ADD COLUMN lease_expires_at_ms BIGINT;
UPDATE run SET lease_millis = card.lease_millis, lease_expires_at_ms = card.lease_expires_at_ms
  FROM card WHERE card.board_id = run.board_id AND card.number = run.number AND run.outcome IS NULL;
ALTER TABLE run ALTER COLUMN lease_millis DROP DEFAULT;
ALTER TABLE run ADD CHECK ((outcome IS NULL) = (lease_expires_at_ms IS NOT NULL));
-- The timer of leases.
CREATE INDEX run_lease ON run (lease_expires_at_ms) WHERE lease_expires_at_ms IS NOT NULL;

-- Their checks and the index card_lease go with them.
ALTER TABLE card DROP COLUMN worker, DROP COLUMN holder, DROP COLUMN lease_millis, DROP COLUMN lease_expires_at_ms;
