-- An attempt on a card; open while `outcome` is null.
CREATE TABLE run (
  board_id        TEXT    NOT NULL,
  number          INTEGER NOT NULL,
  epoch           INTEGER NOT NULL,
  worker          TEXT    NOT NULL,
  actor           TEXT    NOT NULL,
  outcome         TEXT    CHECK (outcome IN ('COMPLETED', 'BLOCKED', 'RELEASED', 'LAPSED', 'ARCHIVED')),
  summary         TEXT    NOT NULL,
  started_at_ms   INTEGER NOT NULL,
  ended_at_ms     INTEGER,
  heartbeat_at_ms INTEGER,
  PRIMARY KEY (board_id, number, epoch),
  FOREIGN KEY (board_id, number) REFERENCES card (board_id, number),
  CHECK ((outcome IS NULL) = (ended_at_ms IS NULL))
) STRICT, WITHOUT ROWID;
