package dev.gazette.board.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.edge.Condition;
import dev.gazette.board.edge.Edge;
import dev.gazette.board.edge.EdgeStanding;
import dev.gazette.board.edge.EdgeStore;
import dev.gazette.board.edge.Otherwise;
import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What holds of cards and what they wait for after every operation.
final class EdgeInvariants {

  private static final String NOT_MET =
      """
      EXISTS (SELECT 1 FROM edge WHERE child_board_id = board_id AND child_number = number AND standing <> 'MET')
      """;
  private static final String CANCELS =
      """
      EXISTS (SELECT 1 FROM edge WHERE child_board_id = board_id AND child_number = number
                 AND standing = 'UNMET' AND otherwise = 'CANCEL')
      """;

  /// How many steps lie between two looks for cycles, which look at everything.
  private static final int CYCLES = 100;

  private final Desk desk;
  private int steps;

  EdgeInvariants(Desk desk) {
    this.desk = desk;
  }

  void check(String step, Map<String, String> folded) {
    assertThat(none("state IN ('READY', 'RUNNING') AND " + NOT_MET))
        .as("%s: ready or running before its parents ended", step)
        .isEmpty();
    assertThat(none("state = 'TODO' AND NOT " + NOT_MET))
        .as("%s: todo though all its edges are met", step)
        .isEmpty();
    assertThat(none("state = 'TODO' AND " + CANCELS))
        .as("%s: todo though an edge cancels it", step)
        .isEmpty();
    assertThat(
            none(
                """
                children <> (SELECT COUNT(*) FROM edge WHERE parent_board_id = board_id AND parent_number = number)
                """))
        .as("%s: count of children", step)
        .isEmpty();
    var edges = desk.store().read(EdgeInvariants::edges);
    for (var found : edges) {
      assertThat(found.edge().standing())
          .as("%s: standing of %s", step, found)
          .isEqualTo(
              found.edge().condition().standing(found.parent(), found.former(), found.outcome()));
    }
    assertThat(folded)
        .as("%s: fold of edges", step)
        .isEqualTo(
            edges.stream()
                .map(Found::edge)
                .collect(
                    Collectors.toMap(
                        edge -> edge.parent() + " " + edge.child(), edge -> Fold.terms(edge))));
    if (++steps % CYCLES == 0) {
      checkCycles(step, edges);
    }
  }

  private void checkCycles(String step, List<Found> edges) {
    for (var found : edges) {
      var edge = found.edge();
      boolean cycle =
          desk.store().read(session -> EdgeStore.leads(session, edge.child(), edge.parent()));
      assertThat(cycle).as("%s: cycle through %s", step, edge).isFalse();
    }
  }

  private List<CardId> none(String condition) {
    return desk.store().read(session -> cards(session, " WHERE " + condition));
  }

  private static List<CardId> cards(Session session, String where) throws SQLException {
    return session
        .sql("SELECT board_id, number FROM card" + where)
        .list(rows -> new CardId(new BoardId(rows.getString(1)), rows.getLong(2)));
  }

  /// An edge as it is stored, with the parent as it is.
  private record Found(Edge edge, CardState parent, @Nullable CardState former, String outcome) {}

  private static List<Found> edges(Session session) throws SQLException {
    return session
        .sql(
            """
            SELECT parent_board_id, parent_number, child_board_id, child_number, condition, edge.outcome, otherwise,
                   standing, card.state, card.former_state, card.outcome
              FROM edge JOIN card ON card.board_id = parent_board_id AND card.number = parent_number
            """)
        .list(EdgeInvariants::found);
  }

  private static Found found(ResultSet rows) throws SQLException {
    var former = rows.getString(10);
    return new Found(
        new Edge(
            new CardId(new BoardId(rows.getString(1)), rows.getLong(2)),
            new CardId(new BoardId(rows.getString(3)), rows.getLong(4)),
            new Condition(Condition.Kind.valueOf(rows.getString(5)), rows.getString(6)),
            Otherwise.valueOf(rows.getString(7)),
            EdgeStanding.valueOf(rows.getString(8))),
        CardState.valueOf(rows.getString(9)),
        former == null ? null : CardState.valueOf(former),
        rows.getString(11));
  }
}
