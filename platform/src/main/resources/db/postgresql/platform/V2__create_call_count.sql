-- How often a token called this service on a UTC day, so that a daily limit outlives a restart.
CREATE TABLE call_count (
  token_id TEXT   NOT NULL,
  day      BIGINT NOT NULL, -- Days since 1970-01-01.
  calls    BIGINT NOT NULL,
  PRIMARY KEY (token_id, day)
);
