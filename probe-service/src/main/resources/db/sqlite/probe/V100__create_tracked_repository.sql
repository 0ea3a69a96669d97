-- What the probe watches, and what it last saw there.
CREATE TABLE tracked_repository (
  repository_id TEXT    PRIMARY KEY,
  path          TEXT    NOT NULL,
  seen          TEXT    NOT NULL CHECK (seen IN ('NEVER', 'THERE', 'VANISHED')),
  branch        TEXT    NOT NULL,
  head          TEXT    NOT NULL,
  dirty         INTEGER NOT NULL,
  remotes       TEXT    NOT NULL,
  created_at_ms INTEGER NOT NULL
) STRICT;
