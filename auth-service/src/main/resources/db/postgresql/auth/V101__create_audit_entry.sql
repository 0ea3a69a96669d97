-- What was done with credentials, and what was refused.
CREATE TABLE audit_entry (
  entry_id      BIGINT  PRIMARY KEY,
  action        TEXT    NOT NULL,
  actor         TEXT    NOT NULL,
  subject       TEXT    NOT NULL,
  detail        TEXT    NOT NULL,
  refused       BIGINT  NOT NULL CHECK (refused IN (0, 1)),
  created_at_ms BIGINT  NOT NULL
);

-- Refusals are kept up to a number, since anybody can cause them.
CREATE INDEX audit_entry_refused ON audit_entry (entry_id) WHERE refused = 1;
