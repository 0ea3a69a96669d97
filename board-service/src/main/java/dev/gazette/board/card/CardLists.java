package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.Column;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.board.Columns;
import dev.gazette.board.card.CardListStore.Position;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lists of cards: higher priority first, older first among equals, without bodies.
@Singleton
public final class CardLists {

  private static final Comparator<Card> ORDER =
      Comparator.comparing(
          Position::of,
          Comparator.comparingLong(Position::precedence).thenComparingLong(Position::number));

  private final Boards boards;
  private final CardListStore store = new CardListStore();

  /// Lists of the cards of these boards.
  public CardLists(Boards boards) {
    this.boards = boards;
  }

  /// Where a list goes on: after the card with this priority and number.
  public record After(int priority, long number) {}

  /// The cards that a filter admits, after one of them or from the start. Refused with
  /// `BOARD_NOT_FOUND` or `COLUMN_NOT_FOUND`.
  public List<Card> list(Session session, CardFilter filter, Optional<After> after, int limit)
      throws SQLException {
    boards.require(session, filter.board());
    var key =
        after
            .map(last -> new Position(-(long) last.priority(), last.number()))
            .orElse(Position.START);
    if (filter.hasOwner()) {
      if (filter.column().isPresent()) {
        Columns.require(session, filter.board(), filter.column().get());
      }
      return store.ofOwner(session, filter, key, limit);
    }
    if (filter.column().isEmpty() && filter.states().equals(CardFilter.IN_SIGHT)) {
      return store.inSight(session, filter.board(), key, limit);
    }
    return merged(session, filter.board(), columns(session, filter), key, limit);
  }

  /// The place of a ready card among those of its board, from 1.
  public static long place(Session session, Card card) throws SQLException {
    return CardListStore.readyBefore(session, card) + 1;
  }

  /// The same in another order, after a card of some key and number or from the start.
  List<Card> list(
      Session session,
      CardFilter filter,
      CardOrder order,
      Optional<OrderedListStore.After> after,
      int limit)
      throws SQLException {
    boards.require(session, filter.board());
    if (filter.column().isPresent()) {
      Columns.require(session, filter.board(), filter.column().get());
    }
    return OrderedListStore.list(session, filter, order, after, limit);
  }

  /// The columns whose cards a filter admits; null stands for the cards out of sight.
  private static List<@Nullable ColumnId> columns(Session session, CardFilter filter)
      throws SQLException {
    var columns = new ArrayList<@Nullable ColumnId>();
    List<Column> drawn =
        filter.column().isPresent()
            ? List.of(Columns.require(session, filter.board(), filter.column().get()))
            : Columns.list(session, filter.board());
    for (var column : drawn) {
      if (filter.states().contains(column.state())) {
        columns.add(column.id());
      }
    }
    if (filter.column().isEmpty() && filter.states().contains(CardState.ARCHIVED)) {
      columns.add(null);
    }
    return columns;
  }

  private List<Card> merged(
      Session session, BoardId board, List<@Nullable ColumnId> columns, Position after, int limit)
      throws SQLException {
    var cards = new ArrayList<Card>();
    for (@Nullable ColumnId column : columns) {
      cards.addAll(store.inColumn(session, board, column, after, limit));
    }
    return columns.size() == 1 ? cards : cards.stream().sorted(ORDER).limit(limit).toList();
  }
}
