-- A limit counts what it limits, by the index card_column, so that a board without limits keeps no counts.
ALTER TABLE board_column DROP COLUMN card_count;
