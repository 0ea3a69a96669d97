-- The cards whose history was forgotten, a time after they ended: their events up to a position of the log, and the runs
-- that they had. `told` is 1 once an event told the card anew, because something happens to it again.
CREATE TABLE card_forgotten (
  board_id TEXT    NOT NULL,
  number   INTEGER NOT NULL,
  position INTEGER NOT NULL,
  told     INTEGER NOT NULL CHECK (told IN (0, 1)),
  PRIMARY KEY (board_id, number)
) STRICT, WITHOUT ROWID;
