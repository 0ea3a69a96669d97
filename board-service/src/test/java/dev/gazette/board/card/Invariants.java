package dev.gazette.board.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.run.Run;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.event.EventStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// What holds of boards after every operation, whatever it was and however it ended. Cards are
/// looked at when an event tells of them, and all of them every 100 steps.
final class Invariants {

  /// What happens to cards that wait for others, whatever the limits.
  private static final Set<String> FORCED =
      Set.of("card.promoted", "card.retracted", "card.cancelled");

  private final Desk desk;
  private final List<BoardId> boards;
  private final Fold fold = new Fold();
  private final Map<CardId, Long> epochs = new HashMap<>();
  private final Set<CardId> touched = new TreeSet<>(Comparator.comparing(CardId::toString));
  private final EdgeInvariants edges;
  private boolean forced;
  private long sequence;
  private int steps;

  Invariants(Desk desk, List<BoardId> boards) {
    this.desk = desk;
    this.boards = boards;
    edges = new EdgeInvariants(desk);
  }

  /// Checks everything.
  ///
  /// @param done what was done; a refusal begins with `refused`
  /// @param before {@link #held} before it
  void check(String step, String done, Map<String, Integer> before) {
    long events = readEvents(step);
    if (done.startsWith("refused")) {
      assertThat(events).as("%s: a refusal leaves no trace", step).isZero();
    }
    (++steps % 100 == 0 ? cards() : touched.stream().map(desk::card).toList())
        .forEach(card -> checkCard(step, card));
    edges.check(step, fold.edges());
    boolean free =
        done.startsWith("lapse") || done.startsWith("release") || done.startsWith("wake");
    if (!forced && !free) {
      checkLimits(step, before);
    }
  }

  private void checkLimits(String step, Map<String, Integer> before) {
    var held = held();
    for (var board : boards) {
      for (var column : desk.store().read(session -> desk.boards().get(session, board)).columns()) {
        String name = board + "/" + column.id();
        int count = held.getOrDefault(name, 0);
        if (column.wipLimit() > 0 && count > before.getOrDefault(name, 0)) {
          assertThat(count)
              .as("%s: limit of %s", step, name)
              .isLessThanOrEqualTo(column.wipLimit());
        }
      }
    }
  }

  /// Takes the new events in; answers how many.
  private long readEvents(String step) {
    var events =
        desk.store().read(session -> EventStore.after(session, sequence, Integer.MAX_VALUE));
    touched.clear();
    forced = false;
    for (var event : events) {
      if (event.kind().startsWith("card.")) {
        forced |= FORCED.contains(event.kind());
        touched.add(CardId.parse(event.subject().substring(event.subject().lastIndexOf('/') + 1)));
      }
      assertThat(event.sequence()).as("%s: no gap", step).isEqualTo(++sequence);
      fold.add(event);
    }
    return events.size();
  }

  /// How many cards lie in each column, by `<board>/<column>`.
  Map<String, Integer> held() {
    var held = new HashMap<String, Integer>();
    desk.store()
        .read(session ->
            session
                .sql(
                    "SELECT board_id, column_id, COUNT(*) FROM card WHERE column_id <> '' GROUP BY"
                        + " 1, 2")
                .list(r ->
                    held.put(r.getString(1) + "/" + r.getString(2), (int) r.getLong(3)) == null));
    return held;
  }

  private List<Card> cards() {
    var ids = new ArrayList<CardId>();
    for (var board : boards) {
      ids.addAll(
          desk.store()
              .read(session ->
                  session
                      .sql("SELECT number FROM card WHERE board_id = ?", board.value())
                      .list(rows -> new CardId(board, rows.getLong(1)))));
    }
    return ids.stream().map(desk::card).toList();
  }

  private void checkCard(String step, Card card) {
    var id = card.id();
    boolean running = card.state() == CardState.RUNNING;
    assertThat(card.lease() != null).as("%s: lease of %s", step, id).isEqualTo(running);
    assertThat(card.column() == null)
        .as("%s: column of %s", step, id)
        .isEqualTo(card.state() == CardState.ARCHIVED);
    checkRuns(step, card, running);
    checkLabels(step, card);
    checkWaits(step, card);
    assertThat(fold.card(id.toString())).as("%s: fold of %s", step, id).isEqualTo(Fold.of(card));
  }

  private void checkRuns(String step, Card card, boolean running) {
    var runs = desk.store().read(session -> Runs.list(session, card.id(), Long.MAX_VALUE, 1_000));
    var open = runs.stream().filter(run -> run.outcome() == null).map(Run::epoch).toList();
    assertThat(open)
        .as("%s: open runs of %s", step, card.id())
        .isEqualTo(running ? List.of(card.epoch()) : List.of());
    long newest = runs.isEmpty() ? 0 : runs.getFirst().epoch();
    assertThat(card.epoch()).as("%s: epoch of %s", step, card.id()).isEqualTo(newest);
    assertThat((long) runs.size()).as("%s: epochs of %s", step, card.id()).isEqualTo(newest);
    long earlier = epochs.getOrDefault(card.id(), 0L);
    assertThat(newest).as("%s: rise of %s", step, card.id()).isBetween(earlier, earlier + 1);
    epochs.put(card.id(), newest);
  }

  /// A row for those that wait, and no other; the flag tells of it.
  private void checkWaits(String step, Card card) {
    var waits = card.waits();
    var states =
        desk.store()
            .read(session ->
                session
                    .sql(
                        """
                        SELECT card.waits, card_wait.state FROM card
                          LEFT JOIN card_wait ON card_wait.board_id = card.board_id
                                             AND card_wait.number = card.number
                         WHERE card.board_id = ? AND card.number = ?
                        """,
                        card.id().board().value(),
                        card.id().number())
                    .list(rows -> rows.getLong(1) + " " + rows.getString(2)));
    assertThat(states)
        .as("%s: waits of %s", step, card.id())
        .containsExactly(waits.none() ? "0 null" : "1 " + card.state());
    if (card.state() != CardState.ARCHIVED) {
      assertThat(waits.schedule() != null)
          .as("%s: schedule of %s", step, card.id())
          .isEqualTo(card.state() == CardState.SCHEDULED);
    }
  }

  private void checkLabels(String step, Card card) {
    var rows =
        desk.store()
            .read(session ->
                session
                    .sql(
                        "SELECT label, precedence, ready FROM card_label WHERE board_id = ? AND"
                            + " number = ?",
                        card.id().board().value(),
                        card.id().number())
                    .list(r -> r.getString(1) + r.getLong(2) + r.getLong(3)));
    int ready = card.state() == CardState.READY ? 1 : 0;
    var wanted =
        card.brief().labels().stream()
            .map(label -> label + -card.brief().priority() + ready)
            .toList();
    assertThat(new TreeSet<>(rows))
        .as("%s: labels of %s", step, card.id())
        .isEqualTo(new TreeSet<>(wanted));
  }
}
