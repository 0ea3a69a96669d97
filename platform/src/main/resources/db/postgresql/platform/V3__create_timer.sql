-- When each recurring job of this service is due next. A timer of a record lives with the record.
CREATE TABLE timer (
  name        TEXT   PRIMARY KEY,
  due_at_ms   BIGINT NOT NULL,
  interval_ms BIGINT NOT NULL,
  ran_at_ms   BIGINT, -- Null until the first run succeeded.
  failure     TEXT    -- Why the last run failed; null when it did not.
);
