-- Writes of managed files, in the order they were decided. Contents are encrypted: the one after while the write is
-- pending, the one before while it can be undone.
CREATE TABLE governed_write (
  write_id       TEXT    PRIMARY KEY,
  number         INTEGER NOT NULL,
  repository_id  TEXT    NOT NULL REFERENCES repository (repository_id) ON DELETE CASCADE,
  relative_path  TEXT    NOT NULL,
  state          TEXT    NOT NULL CHECK (state IN ('PENDING', 'WRITTEN', 'FAILED', 'UNDONE')),
  summary        TEXT    NOT NULL,
  hash_before    TEXT    NOT NULL,
  hash_after     TEXT    NOT NULL,
  mode_before    INTEGER NOT NULL,
  mode_after     INTEGER NOT NULL,
  sealed_before  BLOB,
  sealed_after   BLOB,
  preceded_by    TEXT,
  undoes         TEXT,
  replaced_by    TEXT,
  intent_id      TEXT    NOT NULL,
  actor          TEXT    NOT NULL,
  failure        TEXT    NOT NULL,
  created_at_ms  INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX governed_write_number ON governed_write (number);

CREATE INDEX governed_write_file ON governed_write (repository_id, relative_path, number);

CREATE INDEX governed_write_pending ON governed_write (repository_id) WHERE state = 'PENDING';

-- The number of the last order that was signed.
CREATE TABLE write_epoch (
  write_epoch_id INTEGER PRIMARY KEY CHECK (write_epoch_id = 1),
  epoch          INTEGER NOT NULL
) STRICT;
