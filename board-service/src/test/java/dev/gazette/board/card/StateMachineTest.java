package dev.gazette.board.card;

import static dev.gazette.board.retry.ExitClass.CRASHED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.cron.Cron;
import dev.gazette.board.waiting.Recurrence;
import dev.gazette.platform.error.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Holds `docs/board-state-machine.md` against the kernel: every cell of its table, and its
/// diagram.
final class StateMachineTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "board-state-machine.md");
  private static final Pattern EDGE = Pattern.compile(" {2}(\\w+) --> (\\w+): (.+)");
  private static final long FIRST_RUN = 1;

  /// What a verb does to a card of a desk.
  @FunctionalInterface
  private interface Verb {
    void on(Desk desk, CardId id);
  }

  private static final Map<String, Verb> VERBS =
      Map.ofEntries(
          Map.entry("move to triage", move("triage")),
          Map.entry("move to ready", move("ready")),
          Map.entry("move to running", move("running")),
          Map.entry("move to done", move("done")),
          Map.entry("specify", (desk, id) -> desk.specify(id, "Better")),
          Map.entry("claim", (desk, id) -> ClaimProtos.render(desk.claim(id))),
          Map.entry("heartbeat by lease", (desk, id) -> desk.beat(id, FIRST_RUN, "")),
          Map.entry("complete by lease", (desk, id) -> desk.complete(id, FIRST_RUN)),
          Map.entry("complete by hand", (desk, id) -> desk.complete(id, 0)),
          Map.entry("block by lease", (desk, id) -> desk.block(id, FIRST_RUN)),
          Map.entry("block by hand", (desk, id) -> desk.block(id, 0)),
          Map.entry("unblock", Desk::unblock),
          Map.entry("answer", Desk::answer),
          Map.entry(
              "schedule by lease", (desk, id) -> desk.schedule(id, FIRST_RUN, Duration.ofHours(1))),
          Map.entry("schedule by hand", (desk, id) -> desk.schedule(id, 0, Duration.ofHours(1))),
          Map.entry("wake", StateMachineTest::wake),
          Map.entry("recur", (desk, id) -> recur(desk, id, Duration.ofHours(2))),
          Map.entry("recur for the last time", (desk, id) -> recur(desk, id, Duration.ofHours(1))),
          Map.entry("review by lease", (desk, id) -> desk.review(id, FIRST_RUN, "")),
          Map.entry("review by hand", (desk, id) -> desk.review(id, 0, "")),
          Map.entry("changes by lease", (desk, id) -> desk.changes(id, FIRST_RUN)),
          Map.entry("changes by hand", (desk, id) -> desk.changes(id, 0)),
          Map.entry("reopen the review", (desk, id) -> desk.reopenReview(id, "")),
          Map.entry(
              "release by lease",
              (desk, id) ->
                  desk.store()
                      .write(tx -> desk.leases().release(tx, Desk.ANNA, id, FIRST_RUN, ""))),
          Map.entry("fail by lease", (desk, id) -> desk.fail(id, FIRST_RUN)),
          Map.entry("fail by hand", (desk, id) -> desk.fail(id, 0)),
          Map.entry("crash by lease", (desk, id) -> desk.failAttempt(id, FIRST_RUN, CRASHED)),
          Map.entry("last crash by lease", StateMachineTest::lastCrash),
          Map.entry("time out", StateMachineTest::timeOut),
          Map.entry("reclaim", Desk::reclaim),
          Map.entry("reassign", (desk, id) -> desk.reassign(id, "eve", false)),
          Map.entry("cancel", Desk::cancel),
          Map.entry("reopen", Desk::reopen),
          Map.entry(
              "promote",
              (desk, id) ->
                  desk.store().write(tx -> desk.verbs().promote(tx, Desk.ANNA, id, "", false))),
          Map.entry("link to an open parent", (desk, id) -> desk.link(desk.create("P").id(), id)),
          Map.entry("its parents end", StateMachineTest::parentsEnd),
          Map.entry("its parent is reopened", StateMachineTest::parentReopened),
          Map.entry("lapse", StateMachineTest::lapse),
          Map.entry("archive", StateMachineTest::archive),
          Map.entry("delete", Desk::delete),
          Map.entry("restore", (desk, id) -> desk.restore(id)),
          Map.entry(
              "unarchive",
              (desk, id) -> desk.store().write(tx -> desk.cards().unarchive(tx, Desk.ANNA, id))));

  private static Verb move(String column) {
    return (desk, id) ->
        desk.store().write(tx -> desk.cards().move(tx, Desk.ANNA, id, new ColumnId(column), ""));
  }

  private static void lapse(Desk desk, CardId id) {
    desk.store().clock().advance(Duration.ofHours(1));
    desk.lapse(Desk.LONG_READY);
  }

  /// Whatever can wait waits for one more first.
  private static void parentsEnd(Desk desk, CardId id) {
    if (desk.card(id).state() != CardState.RUNNING) {
      desk.link(desk.create("P").id(), id);
    }
    for (var edge : desk.store().read(session -> desk.links().list(session, id, _ -> true))) {
      desk.complete(edge.parent(), 0);
    }
  }

  private static void parentReopened(Desk desk, CardId id) {
    var parent = desk.create("P").id();
    desk.complete(parent, 0);
    desk.link(parent, id);
    desk.reopen(parent);
  }

  private static void wake(Desk desk, CardId id) {
    desk.store().clock().advance(Duration.ofHours(2));
    desk.wake();
  }

  /// The card has no attempt left after this.
  private static void lastCrash(Desk desk, CardId id) {
    desk.store()
        .write(tx ->
            new RetryLimits(Optional.of(1), Optional.empty())
                .set(tx, Desk.ANNA, desk.cards().get(tx, id)));
    desk.failAttempt(id, FIRST_RUN, CRASHED);
  }

  /// Whatever can be claimed is claimed under a limit before.
  private static void timeOut(Desk desk, CardId id) {
    if (desk.card(id).state() == CardState.RUNNING) {
      desk.store().write(tx -> desk.leases().release(tx, Desk.ANNA, id, FIRST_RUN, ""));
      desk.limitRuntime(id, Duration.ofHours(1));
      desk.claim(id);
    }
    desk.store().clock().advance(Duration.ofHours(1));
    desk.timeOut();
  }

  /// Has what is scheduled recur instead, until a time; the first comes.
  private static void recur(Desk desk, CardId id, Duration end) {
    if (desk.card(id).state() == CardState.SCHEDULED) {
      var now = desk.store().clock().instant();
      var recurrence = new Recurrence(Cron.parse("@hourly"), ZoneId.of("UTC"), now.plus(end), null);
      var schedule = recurrence.begin(now);
      desk.store().write(tx -> desk.schedules().schedule(tx, Desk.ANNA, id, 0, schedule, ""));
    }
    desk.store().clock().advance(Duration.ofHours(1));
    desk.wake();
  }

  private static void archive(Desk desk, CardId id) {
    desk.store().write(tx -> desk.cards().archive(tx, Desk.ANNA, id));
  }

  /// A card that was brought into a state by verbs.
  private static CardId in(Desk desk, CardState state) {
    var id = desk.create("Card").id();
    switch (state) {
      case TRIAGE -> move("triage").on(desk, id);
      case TODO -> desk.link(desk.create("P").id(), id);
      case READY -> {}
      case RUNNING -> desk.claim(id);
      case BLOCKED -> desk.block(id, 0);
      case REVIEW -> desk.review(id, 0, "");
      case SCHEDULED -> desk.schedule(id, 0, Duration.ofHours(1));
      case DONE -> desk.complete(id, 0);
      case FAILED -> desk.fail(id, 0);
      case CANCELLED -> desk.cancel(id);
      case ARCHIVED -> archive(desk, id);
      default -> throw new IllegalArgumentException(state + " has no verbs yet");
    }
    return id;
  }

  private static String outcome(String verb, CardState from) {
    try (var desk = Desk.memory()) {
      var id = in(desk, from);
      try {
        Objects.requireNonNull(VERBS.get(verb)).on(desk, id);
      } catch (Refusal refusal) {
        assertThat(desk.card(id).state()).as("a refusal changes nothing").isEqualTo(from);
        return refusal.reason().name();
      }
      return desk.store().read(session -> desk.cards().find(session, id)).isPresent()
          ? desk.card(id).state().word()
          : "trash";
    }
  }

  /// The table: by verb, what becomes of each state.
  private static Map<String, Map<CardState, String>> table() throws IOException {
    var rows =
        Files.readAllLines(DOCUMENT).stream()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
            .map(line -> Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList())
            .toList();
    var states =
        rows.getFirst().stream()
            .skip(1)
            .map(word -> CardState.valueOf(word.toUpperCase(Locale.ROOT)))
            .toList();
    var table = new LinkedHashMap<String, Map<CardState, String>>();
    for (var row : rows.subList(1, rows.size())) {
      var cells = new LinkedHashMap<CardState, String>();
      for (int i = 0; i < states.size(); i++) {
        cells.put(states.get(i), row.get(i + 1));
      }
      table.put(row.getFirst(), cells);
    }
    return table;
  }

  @TestFactory
  Stream<DynamicTest> everyCell_isWhatTheKernelDoes() throws IOException {
    var tests = new ArrayList<DynamicTest>();
    table()
        .forEach((verb, cells) ->
            cells.forEach((from, wanted) ->
                tests.add(
                    DynamicTest.dynamicTest(
                        verb + " from " + from.word(),
                        () -> assertThat(outcome(verb, from)).isEqualTo(wanted)))));
    return tests.stream();
  }

  @Test
  void table_hasEveryVerb() throws IOException {
    assertThat(table().keySet()).containsExactlyInAnyOrderElementsOf(VERBS.keySet());
  }

  @Test
  void diagram_hasTheEdgesOfTheTable() throws IOException {
    var wanted =
        new TreeSet<String>(
            List.of(
                "[*] triage create",
                "[*] todo create",
                "[*] ready create",
                "[*] scheduled create",
                "[*] blocked create"));
    table()
        .forEach((verb, cells) ->
            cells.forEach((from, to) -> {
              if (to.equals(to.toLowerCase(Locale.ROOT)) && !to.equals(from.word())) {
                wanted.add("%s %s %s".formatted(from.word(), to, verb));
              }
            }));
    var drawn = new TreeSet<String>();
    for (var line : Files.readAllLines(DOCUMENT)) {
      var edge = EDGE.matcher(line.replace("[*]", "start"));
      if (edge.matches()) {
        drawn.add(
            "%s %s %s"
                .formatted(edge.group(1), edge.group(2), edge.group(3))
                .replace("start", "[*]"));
      }
    }
    assertThat(drawn).isEqualTo(wanted);
  }
}
