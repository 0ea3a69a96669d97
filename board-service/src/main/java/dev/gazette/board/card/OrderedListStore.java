package dev.gazette.board.card;

import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Lists of cards in other orders than that of claims. A whole board walks the index of its order;
/// a list with a filter may walk that of the filter instead, and sorts what it admits.
final class OrderedListStore {

  private OrderedListStore() {}

  /// Where a list goes on: after the card with this key and number.
  record After(Object key, long number) {}

  /// A query with its parameters.
  record Select(String sql, List<Object> parameters) {}

  static List<Card> list(
      Session session, CardFilter filter, CardOrder order, Optional<After> after, int limit)
      throws SQLException {
    var select = select(filter, order, after, limit);
    return session
        .sql(select.sql(), select.parameters().toArray())
        .list(rows -> CardRowStore.card(session, rows, filter.board()));
  }

  static Select select(CardFilter filter, CardOrder order, Optional<After> after, int limit) {
    var conditions = new ArrayList<String>(List.of("card.board_id = ?"));
    var parameters = new ArrayList<Object>(List.of(filter.board().value()));
    among(filter, conditions, parameters);
    after.ifPresent(last -> goOn(order, last, conditions, parameters));
    parameters.add(limit);
    String sql =
        CardRowStore.LISTED
            + " FROM card"
            + CardRowStore.WITH_RUN
            + " WHERE "
            + String.join(" AND ", conditions)
            + " ORDER BY "
            + by(order)
            + " LIMIT ?";
    return new Select(sql, List.copyOf(parameters));
  }

  private static String by(CardOrder order) {
    return switch (order) {
      case CREATED -> "card.number";
      case NEWEST -> "card.number DESC";
      case PRIORITY, DUE, TITLE -> order.key() + ", card.number";
    };
  }

  /// Also the first half of the key by itself, so that an index is entered there.
  private static void goOn(
      CardOrder order, After last, List<String> conditions, List<Object> parameters) {
    switch (order) {
      case CREATED, NEWEST -> {
        conditions.add(order == CardOrder.CREATED ? "card.number > ?" : "card.number < ?");
        parameters.add(last.number());
      }
      case PRIORITY, DUE, TITLE -> {
        String given = order == CardOrder.TITLE ? "LOWER(?)" : "?";
        conditions.add("%s >= %s".formatted(order.key(), given));
        parameters.add(last.key());
        conditions.add("(%s, card.number) > (%s, ?)".formatted(order.key(), given));
        parameters.add(last.key());
        parameters.add(last.number());
      }
    }
  }

  private static void among(CardFilter filter, List<String> conditions, List<Object> parameters) {
    if (filter.states().equals(CardFilter.IN_SIGHT)) {
      conditions.add("card.former_state IS NULL");
    } else {
      conditions.add(
          filter.states().stream()
              .sorted()
              .map(state -> "'" + state.name() + "'")
              .collect(Collectors.joining(", ", "card.state IN (", ")")));
      conditions.add(CardRowStore.NOT_TRASHED);
    }
    filter
        .column()
        .ifPresent(column -> {
          conditions.add("card.column_id = ?");
          parameters.add(column.value());
        });
    owner("assignee", filter.assignee(), conditions, parameters);
    owner("repository_id", filter.repositoryId(), conditions, parameters);
    owner("created_by", filter.createdBy(), conditions, parameters);
    if (!filter.label().isEmpty()) {
      conditions.add(
          """
          EXISTS (SELECT 1 FROM card_label l
                   WHERE l.board_id = card.board_id AND l.number = card.number AND l.label = ?)
          """);
      parameters.add(filter.label());
    }
  }

  private static void owner(
      String column, String value, List<String> conditions, List<Object> parameters) {
    if (!value.isEmpty()) {
      conditions.add("card.%1$s = ? AND card.%1$s <> ''".formatted(column));
      parameters.add(value);
    }
  }
}
