-- How far the log of another service was copied into this one.
CREATE TABLE tail (
  origin        TEXT    NOT NULL PRIMARY KEY,
  resume_token  TEXT    NOT NULL,
  updated_at_ms BIGINT NOT NULL
);
