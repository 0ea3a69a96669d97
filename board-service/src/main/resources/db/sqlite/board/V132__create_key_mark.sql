-- Which key the board's replicas share: a fingerprint of its public half, written by the first start.
CREATE TABLE key_mark (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  fingerprint TEXT    NOT NULL
) STRICT;
