package dev.gazette.board.board;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A board: a set of cards with one numbering and one set of columns.
///
/// @param defaultAssignee who gets the cards that are made for nobody; empty for nobody
/// @param columns in the order they are drawn; every state but `ARCHIVED` has at least one
/// @param version rises with every write of the board
/// @param removal that it was removed; null for a board that is there
public record Board(
    BoardId id,
    String title,
    String description,
    String defaultAssignee,
    List<Column> columns,
    Instant createTime,
    Instant updateTime,
    long version,
    @Nullable Removal removal) {

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

  /// It takes the place of one of its id that nothing is left of but the numbers.
  Board after(Board gone) {
    return new Board(
        id,
        title,
        description,
        defaultAssignee,
        columns,
        createTime,
        updateTime,
        gone.version + 1,
        null);
  }

  /// It was removed, or is back.
  Board removed(@Nullable Removal how, Instant now) {
    return new Board(
        id, title, description, defaultAssignee, columns, createTime, now, version + 1, how);
  }

  /// Whether it says the same, whenever it was made.
  boolean saysWhat(Board other) {
    return title.equals(other.title)
        && description.equals(other.description)
        && defaultAssignee.equals(other.defaultAssignee)
        && columns.equals(other.columns);
  }

  /// Changes with every write.
  public String etag() {
    return Long.toString(version);
  }
}
