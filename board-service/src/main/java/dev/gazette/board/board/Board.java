package dev.gazette.board.board;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;

/// A board: a set of cards with one numbering and one set of columns.
///
/// @param columns in the order they are drawn; every state but `ARCHIVED` has at least one
/// @param version rises with every write of the board
public record Board(
    BoardId id,
    String title,
    String description,
    List<Column> columns,
    Instant createTime,
    Instant updateTime,
    long version) {

  private static final int MOST_COLUMNS = 40;

  /// Checks the columns as a whole.
  public Board {
    columns = List.copyOf(columns);
    if (columns.size() > MOST_COLUMNS) {
      throw INVALID_ARGUMENT.because(
          "A board has at most %d columns, not %d.", MOST_COLUMNS, columns.size());
    }
    var ids = new HashSet<ColumnId>();
    for (var column : columns) {
      if (!ids.add(column.id())) {
        throw INVALID_ARGUMENT.because(
            "Two columns have the id %s; ids are unique on a board.", column.id());
      }
    }
    for (var state : CardState.DRAWN) {
      if (columns.stream().noneMatch(column -> column.state() == state)) {
        throw INVALID_ARGUMENT.because(
            "No column stands for %s; every state but archived needs at least one.", state.word());
      }
    }
  }

  /// Changes with every write.
  public String etag() {
    return Long.toString(version);
  }
}
