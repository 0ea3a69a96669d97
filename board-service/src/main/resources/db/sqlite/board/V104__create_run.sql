-- An attempt on a card; open while `outcome` is null. Checked with OR, because SQLite makes a table of a longer IN, anew
-- for every row that is written.
CREATE TABLE run (
  board_id        TEXT    NOT NULL,
  number          INTEGER NOT NULL,
  epoch           INTEGER NOT NULL,
  worker          TEXT    NOT NULL,
  actor           TEXT    NOT NULL,
  outcome         TEXT    CHECK (outcome = 'COMPLETED' OR outcome = 'BLOCKED' OR outcome = 'RELEASED'
                                 OR outcome = 'LAPSED' OR outcome = 'ARCHIVED'),
  summary         TEXT    NOT NULL,
  started_at_ms   INTEGER NOT NULL,
  ended_at_ms     INTEGER,
  heartbeat_at_ms INTEGER,
  PRIMARY KEY (board_id, number, epoch),
  FOREIGN KEY (board_id, number) REFERENCES card (board_id, number),
  CHECK ((outcome IS NULL) = (ended_at_ms IS NULL))
) STRICT, WITHOUT ROWID;
