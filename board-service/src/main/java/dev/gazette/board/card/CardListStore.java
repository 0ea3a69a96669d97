package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.board.Columns;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lists of cards, by (precedence, number). Each query walks one index that has its order, from
/// where it starts, so that no page costs more for what lies before it.
final class CardListStore {

  /// The text of {@link #bestReady} by what is wanted: workers ask for it thousands of times a
  /// second.
  private static final Map<Shape, String> BEST_READY = new ConcurrentHashMap<>();

  /// What the text of {@link #bestReady} depends on.
  private record Shape(Wanted.Shape wanted, int assignees, int pools) {}

  private final RecentCards recent = new RecentCards();

  /// Where a list goes on: after the card with this precedence and number.
  record Position(long precedence, long number) {

    /// Before every card.
    static final Position START = new Position(Long.MIN_VALUE, 0);

    /// As cards are listed.
    static final Comparator<Position> ORDER =
        Comparator.comparingLong(Position::precedence).thenComparingLong(Position::number);

    /// The key of a card.
    static Position of(Card card) {
      return new Position(-card.brief().priority(), card.id().number());
    }
  }

  /// The cards in sight, whatever their state.
  List<Card> inSight(Session session, BoardId board, Position after, int limit)
      throws SQLException {
    return cards(
        session,
        board,
        new Query("card")
            .where("card.board_id = ?", board.value())
            .where("card.former_state IS NULL"),
        after,
        limit);
  }

  /// The cards of one column; null for those out of sight.
  List<Card> inColumn(
      Session session, BoardId board, @Nullable ColumnId column, Position after, int limit)
      throws SQLException {
    return cards(
        session,
        board,
        new Query("card")
            .where("card.board_id = ?", board.value())
            .where("card.column_id = ?", column == null ? "" : column.value())
            .where(column == null ? CardRowStore.NOT_TRASHED : "1 = 1"),
        after,
        limit);
  }

  /// The cards that a filter with a label, an assignee or a repository admits: walked by the first
  /// of these that it has.
  List<Card> ofOwner(Session session, CardFilter filter, Position after, int limit)
      throws SQLException {
    var query = owner(filter.board(), filter.label(), filter.assignee(), filter.repositoryId());
    var states =
        filter.states().stream()
            .sorted()
            .map(state -> "'" + state.name() + "'")
            .collect(Collectors.joining(", "));
    query.where("card.state IN (" + states + ")");
    if (filter.states().contains(CardState.ARCHIVED)) {
      query.where(CardRowStore.NOT_TRASHED);
    }
    if (!filter.createdBy().isEmpty()) {
      query.where("card.created_by = ?", filter.createdBy());
    }
    if (filter.column().isPresent()) {
      query.where("card.column_id = ?", filter.column().get().value());
    }
    return cards(session, filter.board(), query, after, limit);
  }

  /// The best ready card.
  ///
  /// @param heldBack what is passed over
  static Optional<Card> bestReady(Session session, BoardId board, Wanted wanted, HeldBack heldBack)
      throws SQLException {
    var query = owner(board, wanted.label(), wanted.assignee(), wanted.repositoryId());
    if (!wanted.label().isEmpty()) {
      query.where("card_label.ready = 1");
    }
    query.where("card.state = 'READY'");
    query.without(heldBack);
    String sql =
        BEST_READY.computeIfAbsent(
            new Shape(wanted.shape(), heldBack.assignees().size(), heldBack.pools().size()),
            _ -> CardRowStore.READY + query.sql("") + " ORDER BY " + query.order() + " LIMIT 1");
    return session
        .sql(sql, query.parameters())
        .first(rows -> CardRowStore.card(session, rows, board));
  }

  /// How many ready cards of its board come before one.
  static long readyBefore(Session session, Card card) throws SQLException {
    var position = Position.of(card);
    return session
        .sql(
            """
            SELECT COUNT(*) FROM card
             WHERE board_id = ? AND state = 'READY' AND (precedence, number) < (?, ?)
            """,
            card.id().board().value(),
            position.precedence(),
            position.number())
        .number();
  }

  /// The best card that waits for a review: of each column of that state, by its order.
  ///
  /// @param heldBack what is passed over
  static Optional<CardId> bestInReview(
      Session session, BoardId board, Wanted wanted, HeldBack heldBack) throws SQLException {
    Optional<Position> best = Optional.empty();
    for (var column : Columns.list(session, board)) {
      if (column.state() == CardState.REVIEW) {
        var query = owner(board, wanted.label(), wanted.assignee(), wanted.repositoryId());
        query.where("card.column_id = ?", column.id().value()).where("card.state = 'REVIEW'");
        query.without(heldBack);
        var first =
            session
                .sql(
                    "SELECT card.precedence, card.number"
                        + query.sql("")
                        + " ORDER BY "
                        + query.order()
                        + " LIMIT 1",
                    query.parameters())
                .first(rows -> new Position(rows.getLong(1), rows.getLong(2)));
        best = Stream.concat(best.stream(), first.stream()).min(Position.ORDER);
      }
    }
    return best.map(position -> new CardId(board, position.number()));
  }

  private static Query owner(BoardId board, String label, String assignee, String repository) {
    Query query;
    if (label.isEmpty()) {
      query = new Query("card").where("card.board_id = ?", board.value());
    } else {
      query =
          new Query("card_label")
              .where("card_label.board_id = ?", board.value())
              .where("card_label.label = ?", label)
              .where("card.board_id = card_label.board_id")
              .where("card.number = card_label.number");
    }
    if (!assignee.isEmpty()) {
      query.where("card.assignee = ?", assignee).where("card.assignee <> ''");
    }
    if (!repository.isEmpty()) {
      query.where("card.repository_id = ?", repository).where("card.repository_id <> ''");
    }
    return query;
  }

  /// A page. Most pages of a board are as they were when they were read last, which the numbers and
  /// versions of their cards tell at a third of the cost of the cards.
  private List<Card> cards(Session session, BoardId board, Query query, Position after, int limit)
      throws SQLException {
    query.after(after);
    query.parameters.add(limit);
    var known =
        session
            .sql(query.page(CardRowStore.KEY, ""), query.parameters())
            .list(rows -> recent.find(new CardId(board, rows.getLong(1)), rows.getLong(2)));
    if (known.stream().allMatch(Optional::isPresent)) {
      return known.stream().flatMap(Optional::stream).toList();
    }
    return session
        .sql(query.page(CardRowStore.LISTED, CardRowStore.WITH_RUN), query.parameters())
        .list(rows -> CardRowStore.listed(session, rows, board, recent));
  }

  /// The conditions of one list under construction. The texts are this class's own; what callers
  /// say goes in as parameters.
  private static final class Query {
    private final String walked;
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> parameters = new ArrayList<>();

    Query(String walked) {
      this.walked = walked;
    }

    Query where(String condition, Object... values) {
      conditions.add(condition);
      parameters.addAll(List.of(values));
      return this;
    }

    void without(HeldBack heldBack) {
      heldBack.assignees().forEach(assignee -> where("card.assignee <> ?", assignee));
      heldBack.pools().forEach(pool -> where("card.pool_id <> ?", pool));
    }

    void after(Position key) {
      where(
          "(%1$s.precedence, %1$s.number) > (?, ?)".formatted(walked),
          key.precedence(),
          key.number());
    }

    String order() {
      return "%1$s.precedence, %1$s.number".formatted(walked);
    }

    Object[] parameters() {
      return parameters.toArray();
    }

    String page(String selected, String beside) {
      return selected + sql(beside) + " ORDER BY " + order() + " LIMIT ?";
    }

    String sql(String beside) {
      String join =
          walked.equals("card")
              ? ""
              : " CROSS JOIN card"; // In this order, also to SQLite: the label leads.
      return " FROM " + walked + join + beside + " WHERE " + String.join(" AND ", conditions);
    }
  }
}
