-- What a card waits for: an edge from its parent to it, over boards too. `standing` repeats what the condition says of the
-- parent, so that a child's gates are counted without reading its parents.
CREATE TABLE edge (
  parent_board_id TEXT    NOT NULL,
  parent_number   INTEGER NOT NULL,
  child_board_id  TEXT    NOT NULL,
  child_number    INTEGER NOT NULL,
  condition       TEXT    NOT NULL CHECK (condition IN ('ON_SUCCESS', 'ON_FAILURE', 'ALWAYS', 'ON_OUTCOME')),
  outcome         TEXT    NOT NULL,
  otherwise       TEXT    NOT NULL CHECK (otherwise IN ('WAIT', 'CANCEL')),
  standing        TEXT    NOT NULL CHECK (standing IN ('OPEN', 'MET', 'UNMET')),
  PRIMARY KEY (parent_board_id, parent_number, child_board_id, child_number),
  FOREIGN KEY (parent_board_id, parent_number) REFERENCES card (board_id, number),
  FOREIGN KEY (child_board_id, child_number) REFERENCES card (board_id, number),
  CHECK ((condition = 'ON_OUTCOME') = (outcome <> ''))
) STRICT, WITHOUT ROWID;

CREATE INDEX edge_child ON edge (child_board_id, child_number, standing);

-- How many cards wait for it: a verb looks for them only where there are some.
ALTER TABLE card ADD COLUMN children INTEGER NOT NULL DEFAULT 0;
-- The word that it was completed with.
ALTER TABLE card ADD COLUMN outcome TEXT NOT NULL DEFAULT '';
