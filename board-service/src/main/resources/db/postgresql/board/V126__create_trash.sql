-- The cards that were deleted and can still be restored. They are archived; only this row tells that they are gone, so that
-- whoever reads a card asks for it only where that is archived. `unarchive` is 1 for one that was not archived before.
CREATE TABLE trash (
  board_id      TEXT    NOT NULL,
  number        BIGINT  NOT NULL,
  deleted_by    TEXT    NOT NULL,
  deleted_at_ms BIGINT  NOT NULL,
  purge_at_ms   BIGINT  NOT NULL,
  unarchive     BIGINT  NOT NULL CHECK (unarchive IN (0, 1)),
  PRIMARY KEY (board_id, number),
  FOREIGN KEY (board_id, number) REFERENCES card (board_id, number)
);

-- The timer that empties it.
CREATE INDEX trash_purge ON trash (purge_at_ms);
-- What is listed: the last deleted first.
CREATE INDEX trash_deleted ON trash (board_id, deleted_at_ms, number);
