-- The columns of a board are read at once, by its key; nothing looks for them by state.
DROP INDEX board_column_state;
