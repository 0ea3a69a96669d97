-- The registry. Labels are lines.
CREATE TABLE repository (
  repository_id TEXT    PRIMARY KEY,
  path          TEXT    NOT NULL,
  description   TEXT    NOT NULL,
  labels        TEXT    NOT NULL,
  revision      BIGINT NOT NULL,
  created_at_ms BIGINT NOT NULL,
  updated_at_ms BIGINT NOT NULL
);

CREATE UNIQUE INDEX repository_folded_id ON repository (LOWER(repository_id));

CREATE UNIQUE INDEX repository_path ON repository (path);

-- Ids that are kept for registrations under way.
CREATE TABLE registration (
  folded_id     TEXT    PRIMARY KEY,
  created_at_ms BIGINT NOT NULL
);
