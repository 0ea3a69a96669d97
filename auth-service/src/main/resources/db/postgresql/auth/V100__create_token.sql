-- Access tokens. A secret is never here: only its HMAC-SHA-256 under the key of the auth service.
CREATE TABLE token (
  token_id             TEXT    PRIMARY KEY,
  name                 TEXT    NOT NULL,
  hint                 TEXT    NOT NULL,
  secret_hash          BYTEA   NOT NULL,
  owner                BIGINT  NOT NULL CHECK (owner IN (0, 1)),
  per_minute           BIGINT  NOT NULL CHECK (per_minute >= 0),
  per_day              BIGINT  NOT NULL CHECK (per_day >= 0),
  created_by           TEXT    NOT NULL,
  created_at_ms        BIGINT  NOT NULL,
  secret_created_at_ms BIGINT  NOT NULL,
  expires_at_ms        BIGINT,
  last_used_at_ms      BIGINT,
  revoked_at_ms        BIGINT,
  revision             BIGINT  NOT NULL
);

CREATE UNIQUE INDEX token_secret_hash ON token (secret_hash);

-- A name belongs to one token that was not revoked.
CREATE UNIQUE INDEX token_held_name ON token (name) WHERE revoked_at_ms IS NULL;

CREATE INDEX token_created ON token (created_at_ms, token_id);

-- What a token may do, in the order that its maker gave.
CREATE TABLE token_grant (
  token_id TEXT    NOT NULL REFERENCES token (token_id),
  place    BIGINT  NOT NULL,
  scope    TEXT    NOT NULL,
  resource TEXT    NOT NULL,
  PRIMARY KEY (token_id, place)
);
