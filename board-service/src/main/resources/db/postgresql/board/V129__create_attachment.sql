-- The files that were attached to cards. The bytes lie in the blob store; one that was taken away has none any more, and
-- its row stays so that its number is not used again.
CREATE TABLE attachment (
  board_id      TEXT   NOT NULL,
  number        BIGINT NOT NULL,
  id            BIGINT NOT NULL,
  name          TEXT   NOT NULL,
  content_type  TEXT   NOT NULL,
  size          BIGINT NOT NULL,
  sha256        TEXT   NOT NULL,
  blob_id       TEXT  , -- Null once it was taken away.
  uploaded_by   TEXT   NOT NULL,
  epoch         BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  PRIMARY KEY (board_id, number, id),
  FOREIGN KEY (board_id, number) REFERENCES card (board_id, number)
);

-- No two of a card have the same name.
CREATE UNIQUE INDEX attachment_name ON attachment (board_id, number, name) WHERE blob_id IS NOT NULL;
-- Whether a blob is needed.
CREATE UNIQUE INDEX attachment_blob ON attachment (blob_id) WHERE blob_id IS NOT NULL;
