-- An attempt on a card; open while `outcome` is null.
CREATE TABLE run (
  board_id        TEXT    NOT NULL,
  number          BIGINT NOT NULL,
  epoch           BIGINT NOT NULL,
  worker          TEXT    NOT NULL,
  actor           TEXT    NOT NULL,
  outcome         TEXT    CHECK (outcome IN ('COMPLETED', 'BLOCKED', 'RELEASED', 'LAPSED', 'ARCHIVED')),
  summary         TEXT    NOT NULL,
  started_at_ms   BIGINT NOT NULL,
  ended_at_ms     BIGINT,
  heartbeat_at_ms BIGINT,
  PRIMARY KEY (board_id, number, epoch),
  FOREIGN KEY (board_id, number) REFERENCES card (board_id, number),
  CHECK ((outcome IS NULL) = (ended_at_ms IS NULL))
);
