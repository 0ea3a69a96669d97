-- The orders that were accepted and could still be shown again.
CREATE TABLE accepted_order (
  nonce         TEXT    PRIMARY KEY,
  expires_at_ms BIGINT NOT NULL
);

CREATE INDEX accepted_order_expires ON accepted_order (expires_at_ms);

-- The highest epoch of an accepted order for each file.
CREATE TABLE file_epoch (
  repository_id TEXT    NOT NULL,
  relative_path TEXT    NOT NULL,
  epoch         BIGINT NOT NULL,
  PRIMARY KEY (repository_id, relative_path)
);
