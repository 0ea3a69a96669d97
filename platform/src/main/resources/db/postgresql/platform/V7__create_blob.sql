-- Bytes that are too many for a row, in chunks. Empty on SQLite: there each blob is a file beside the database. `kept` is 0
-- while one is being written.
CREATE TABLE blob (
  id            TEXT   PRIMARY KEY,
  kept          BIGINT NOT NULL CHECK (kept IN (0, 1)),
  created_at_ms BIGINT NOT NULL
);

CREATE TABLE blob_chunk (
  blob_id TEXT   NOT NULL,
  part    BIGINT NOT NULL,
  bytes   BYTEA  NOT NULL,
  PRIMARY KEY (blob_id, part)
);
