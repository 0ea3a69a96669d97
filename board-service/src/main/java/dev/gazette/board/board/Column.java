package dev.gazette.board.board;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.platform.event.Payload;

/// A board's own name for one state.
///
/// @param id unique on the board
/// @param title the name people read
/// @param state the state that its cards are in; never `ARCHIVED`
/// @param wipLimit how many cards it may hold; 0 for no limit
public record Column(ColumnId id, String title, CardState state, int wipLimit) {

  /// A card that is out of sight is in no column.
  public Column {
    if (state == CardState.ARCHIVED) {
      throw INVALID_ARGUMENT.because(
          "Column %s cannot stand for archived cards: they are out of sight.", id);
    }
  }

  /// The column of a state that nobody named otherwise.
  public static Column of(CardState state) {
    return new Column(new ColumnId(state.word()), state.word(), state, 0);
  }

  Payload payload() {
    return Payload.of("id", id.value())
        .and("title", title)
        .and("state", state.word())
        .and("wip_limit", wipLimit);
  }
}
