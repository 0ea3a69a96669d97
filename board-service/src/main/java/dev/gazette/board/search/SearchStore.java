package dev.gazette.board.search;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.text.Texts;
import dev.gazette.platform.store.Dialect;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;

/// The SQL of searches. The two dialects differ in how they match, and in how a term is written.
final class SearchStore {

  private SearchStore() {}

  /// A card that was found.
  ///
  /// @param row its own, rising with the time it was made
  record Found(long row, CardId card) {}

  /// The cards that a query finds below a row, newest first. A card of several parts in which the
  /// words stand is found once for each: what is left of it is passed over.
  static List<Found> find(
      Session session, SearchQuery query, SearchFilter filter, long below, int limit)
      throws SQLException {
    var found = new LinkedHashSet<Found>();
    if (filter.boards().isPresent() && filter.boards().get().isEmpty()) {
      return List.of();
    }
    List<Found> parts;
    do {
      parts = parts(session, query, filter, below, limit);
      found.addAll(parts);
      below = parts.isEmpty() ? 0 : parts.getLast().row();
    } while (parts.size() == limit && found.size() < limit);
    return found.stream().limit(limit).toList();
  }

  /// The newest cards by the parts in which the first term stands: both dialects have these in the
  /// order of their rows, and end the walk where enough is found.
  private static List<Found> parts(
      Session session, SearchQuery query, SearchFilter filter, long below, int limit)
      throws SQLException {
    var dialect = session.dialect();
    var conditions = new ArrayList<String>(List.of(matches(dialect), "search_text.rowid < ?"));
    var parameters = new ArrayList<Object>();
    parameters.add(text(dialect, query.wanted().getFirst()));
    parameters.add(Math.min(below, Long.MAX_VALUE >> Texts.PART_BITS) << Texts.PART_BITS);
    var others = query.wanted().subList(1, query.wanted().size());
    match(dialect, "IN", others, conditions, parameters);
    match(dialect, "NOT IN", query.unwanted(), conditions, parameters);
    among(filter, conditions, parameters);
    parameters.add(limit);
    return session
        .sql(
            """
            SELECT s.id, s.board_id, s.number
              FROM search_text
             CROSS JOIN search_card s
             CROSS JOIN card
             WHERE s.id = search_text.rowid >> %d AND card.board_id = s.board_id AND card.number = s.number
               AND %s
             ORDER BY search_text.rowid DESC LIMIT ?
            """
                .formatted(Texts.PART_BITS, String.join(" AND ", conditions)),
            parameters.toArray())
        .list(rows ->
            new Found(
                rows.getLong(1), new CardId(new BoardId(rows.getString(2)), rows.getLong(3))));
  }

  private static void match(
      Dialect dialect,
      String in,
      List<Term> terms,
      List<String> conditions,
      List<Object> parameters) {
    for (var term : terms) {
      conditions.add(
          "search_text.rowid >> %1$d %2$s (SELECT rowid >> %1$d FROM search_text WHERE %3$s)"
              .formatted(Texts.PART_BITS, in, matches(dialect)));
      parameters.add(text(dialect, term));
    }
  }

  private static void among(SearchFilter filter, List<String> conditions, List<Object> parameters) {
    filter
        .boards()
        .ifPresent(boards -> {
          conditions.add(
              "s.board_id IN (%s)"
                  .formatted(String.join(", ", Collections.nCopies(boards.size(), "?"))));
          boards.forEach(board -> parameters.add(board.value()));
        });
    conditions.add(
        "NOT EXISTS (SELECT 1 FROM board b WHERE b.id = s.board_id AND b.removed_at_ms IS NOT NULL)");
    conditions.add(
        filter.states().stream()
            .sorted()
            .map(state -> "'" + state.name() + "'")
            .collect(Collectors.joining(", ", "card.state IN (", ")")));
    if (filter.states().contains(CardState.ARCHIVED)) {
      conditions.add(
          "NOT EXISTS (SELECT 1 FROM trash t WHERE t.board_id = s.board_id AND t.number = s.number)");
    }
    if (!filter.assignee().isEmpty()) {
      conditions.add("card.assignee = ?");
      parameters.add(filter.assignee());
    }
    if (!filter.repositoryId().isEmpty()) {
      conditions.add("card.repository_id = ?");
      parameters.add(filter.repositoryId());
    }
    if (!filter.label().isEmpty()) {
      conditions.add(
          """
          EXISTS (SELECT 1 FROM card_label l
                   WHERE l.board_id = s.board_id AND l.number = s.number AND l.label = ?)
          """);
      parameters.add(filter.label());
    }
  }

  /// The first part of a card's text in which one of the terms stands.
  static long firstPart(Session session, long row, List<Term> terms) throws SQLException {
    var dialect = session.dialect();
    String either = dialect == Dialect.SQLITE ? " OR " : " | ";
    long first = row << Texts.PART_BITS;
    return session
            .sql(
                "SELECT MIN(rowid) FROM search_text WHERE %s AND rowid >= ? AND rowid < ?"
                    .formatted(matches(dialect)),
                terms.stream().map(term -> text(dialect, term)).collect(Collectors.joining(either)),
                first,
                first + (1L << Texts.PART_BITS))
            .number()
        - first;
  }

  private static String matches(Dialect dialect) {
    return dialect == Dialect.SQLITE ? "search_text MATCH ?" : "words @@ CAST(? AS tsquery)";
  }

  /// A term as the dialect reads it. Its words hold neither quotes nor backslashes.
  private static String text(Dialect dialect, Term term) {
    if (dialect == Dialect.SQLITE) {
      return "\"" + String.join(" ", term.words()) + "\"" + (term.prefix() ? " *" : "");
    }
    return term.words().stream().collect(Collectors.joining("' <-> '", "('", "'"))
        + (term.prefix() ? ":*)" : ")");
  }
}
