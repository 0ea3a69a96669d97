-- How far events were forgotten: the position of the newest one that is gone. After it the log has no holes.
CREATE TABLE event_forgotten (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  position INTEGER NOT NULL
) STRICT;
