-- Who gets the cards that are put on a board for nobody; empty for nobody.
ALTER TABLE board ADD COLUMN default_assignee TEXT NOT NULL DEFAULT '';
