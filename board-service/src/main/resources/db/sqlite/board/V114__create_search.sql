-- The cards in the order in which they were made, over all boards: what a search walks. Those that were there before have
-- `indexed` 0 until their words are kept, which the first start does.
CREATE TABLE search_card (
  id       INTEGER PRIMARY KEY,
  board_id TEXT    NOT NULL,
  number   INTEGER NOT NULL,
  indexed  INTEGER NOT NULL CHECK (indexed IN (0, 1)),
  FOREIGN KEY (board_id, number) REFERENCES card (board_id, number)
) STRICT;

CREATE UNIQUE INDEX search_card_card ON search_card (board_id, number);
CREATE INDEX search_card_unindexed ON search_card (id) WHERE indexed = 0;

-- The words of cards and comments, as the program cut them: they hold letters, digits and spaces alone, so that the
-- simplest tokenizer takes them as they are. The text itself is not kept a second time.
CREATE VIRTUAL TABLE search_text USING fts5 (words, content = '', contentless_delete = 1, tokenize = 'ascii');

INSERT INTO search_card (board_id, number, indexed)
SELECT board_id, number, 0 FROM card ORDER BY created_at_ms, board_id, number;
