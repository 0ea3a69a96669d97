-- A board that was removed, by whom and when: it lies in the trash until `purge_at_ms`, and is there for nobody. When all else
-- of it is gone its row stays, without that time, so that no number of a card is used twice.
ALTER TABLE board ADD COLUMN removed_by TEXT NOT NULL DEFAULT '';
ALTER TABLE board ADD COLUMN removed_at_ms BIGINT;
ALTER TABLE board ADD COLUMN purge_at_ms BIGINT;

-- The timer that empties the trash of boards.
CREATE INDEX board_purge ON board (purge_at_ms) WHERE purge_at_ms IS NOT NULL;
