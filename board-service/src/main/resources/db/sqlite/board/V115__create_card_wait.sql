-- What a card waits for beside other cards, and what it remembers of that: a row only for cards that have some of it,
-- which `card.waits` tells. `state` is the card's: what timers and people look for. A card that was blocked keeps how when
-- it goes on; `blocks` counts blocks of one kind in a row. Each group is null for cards without it. `asked_at_ms` is since
-- when a person is waited for, null for cards that wait for none now.
CREATE TABLE card_wait (
  board_id       TEXT    NOT NULL,
  number         INTEGER NOT NULL,
  state          TEXT    NOT NULL,
  wake_at_ms     INTEGER,
  block_kind     TEXT,
  blocks         INTEGER,
  stopped_by     TEXT,
  stopped_at_ms  INTEGER,
  implementer    TEXT,
  review_summary TEXT,
  review_at_ms   INTEGER,
  asked_at_ms    INTEGER,
  PRIMARY KEY (board_id, number),
  FOREIGN KEY (board_id, number) REFERENCES card (board_id, number)
) STRICT, WITHOUT ROWID;

-- The timer of schedules.
CREATE INDEX card_wait_wake ON card_wait (wake_at_ms) WHERE state = 'SCHEDULED';

-- The inbox.
CREATE INDEX card_wait_asked ON card_wait (asked_at_ms, board_id, number) WHERE asked_at_ms IS NOT NULL;

ALTER TABLE card ADD COLUMN waits INTEGER NOT NULL DEFAULT 0;

-- Cards that were blocked before: nobody wrote down who did it, or for what.
INSERT INTO card_wait (board_id, number, state, block_kind, blocks, stopped_by, stopped_at_ms, asked_at_ms)
SELECT board_id, number, state, 'NEEDS_INPUT', 1, '', updated_at_ms,
       CASE WHEN state = 'BLOCKED' THEN updated_at_ms END
  FROM card WHERE state = 'BLOCKED' OR former_state = 'BLOCKED';
UPDATE card SET waits = 1 WHERE state = 'BLOCKED' OR former_state = 'BLOCKED';
