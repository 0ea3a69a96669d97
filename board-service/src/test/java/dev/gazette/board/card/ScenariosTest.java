package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static dev.gazette.board.card.Desk.OPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.comment.Comments;
import dev.gazette.board.edge.Condition;
import dev.gazette.board.edge.Otherwise;
import dev.gazette.board.run.Run;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.testkit.TestStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// What boards meet in the wild and no other test has: docs/reliability.md lists all such
/// scenarios.
@ParameterizedClass
@MethodSource("stores")
final class ScenariosTest {

  private static final List<String> STRANGE =
      List.of(
          "Größe 漢字 👩‍👩‍👧‍👦 e\u0301",
          "\u202Eright to left\u202C עברית",
          "'; DROP TABLE card; --",
          "\" OR \"\"=\"",
          "100% _under_ \\ $1 ? :name {0} %s",
          "../../etc/passwd",
          "C:\\aux.txt",
          "line\nbreak\ttab",
          "{\"a\": ".repeat(50) + "1" + "}".repeat(50));

  private final Desk desk;

  ScenariosTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
  }

  static List<Supplier<TestStore>> stores() {
    return Desk.stores();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  /// Unicode, SQL, paths and JSON 50 deep, in every text that there is: kept letter by letter, told
  /// letter by letter, and nothing else happens.
  @Test
  void strangeText_isKeptAndToldAsItIs() {
    for (var text : STRANGE) {
      var brief = new Brief(text, text, 0, List.of(labelOf(text)), text, null, text);
      var id = desk.create(brief).id();
      var lease = ((ClaimOutcome.Claimed) desk.claim(id, text, Desk.MINUTE)).lease();
      assertThat(lease.worker()).isEqualTo(text);
      desk.store().write(tx -> new Comments(desk.cards()).create(tx, ANNA, id, text, 0));
      desk.store()
          .write(tx -> desk.verbs().complete(tx, ANNA, id, lease.epoch(), text, labelOf(text)));
      assertThat(desk.card(id))
          .extracting(Card::brief, Card::summary, Card::outcome)
          .containsExactly(brief, text, labelOf(text));
    }
    assertFoldIsState();
    assertThat(count("card")).isEqualTo(STRANGE.size());
  }

  /// Labels and outcomes are one line.
  private static String labelOf(String text) {
    return text.replace("\n", " ");
  }

  @Test
  void aThousandRunsOfOneCard_areAllThere_andTheLastHolds() {
    var id = desk.create("again and again").id();
    for (int run = 1; run < 1_000; run++) {
      desk.claim(id);
      long epoch = run;
      desk.store().write(tx -> desk.leases().release(tx, ANNA, id, epoch, "no luck"));
    }
    desk.claim(id);
    assertThatThrownBy(() -> desk.complete(id, 999)).hasMessageContaining("lease 999 has ended");
    desk.complete(id, 1_000);
    var runs = desk.store().read(session -> Runs.list(session, id, Long.MAX_VALUE, 2_000));
    assertThat(runs.reversed().stream().map(Run::epoch))
        .isEqualTo(LongStream.rangeClosed(1, 1_000).boxed().toList());
    assertThat(runs.getFirst().outcome()).isEqualTo(RunOutcome.COMPLETED);
    assertThat(desk.card(id).attempts()).isEqualTo(1_000);
  }

  @Test
  void aHundredBoards_keepToThemselves() {
    var boards = IntStream.range(0, 100).mapToObj(i -> new BoardId("b" + i)).toList();
    for (var board : boards) {
      desk.store().write(tx -> desk.boards().create(tx, ANNA, board, "", "", List.of()));
      for (int i = 0; i < 20; i++) {
        create(board, board + " " + i);
      }
    }
    for (var board : boards) {
      var taken = new ArrayList<String>();
      while (next(board) instanceof ClaimOutcome.Claimed(var card, var _)) {
        taken.add(card.brief().title());
      }
      assertThat(taken).hasSize(20).allMatch(title -> title.startsWith(board + " "));
    }
  }

  private CardId create(BoardId board, String title) {
    return desk.store()
        .write(tx -> desk.cards().create(tx, ANNA, board, Brief.of(title), Optional.empty()))
        .id();
  }

  private ClaimOutcome next(BoardId board) {
    var terms = new Claims.Terms("w1", Desk.MINUTE);
    return desk.store()
        .write(tx -> desk.claims().claimNext(tx, ANNA, board, Wanted.ANYTHING, terms));
  }

  @Test
  void clockSetBackAnHour_timeStandsStill_andNothingLapses() {
    var held = desk.running("held").id();
    var before = newest();
    desk.store().clock().advance(Duration.ofHours(-1));
    var later = desk.running("later");
    assertThat(later.createTime()).isEqualTo(before);
    assertThat(desk.lapse(Desk.LONG_READY)).isZero();
    desk.beat(held, 1, "still there");
    desk.store().clock().advance(Duration.ofHours(1).plus(Desk.MINUTE));
    assertThat(desk.lapse(Desk.LONG_READY)).isEqualTo(2);
    assertThat(desk.store().events().stream().map(Event::createTime)).isSorted();
    assertThat(desk.card(held).state()).isEqualTo(CardState.READY);
  }

  private Instant newest() {
    return desk.store().events().getLast().createTime();
  }

  @Test
  void suspendedForANight_workersGetTheirLeaseTimeToComeBack() {
    var held = desk.running("held").id();
    desk.schedule(desk.create("for the morning").id(), 0, Duration.ofHours(3));
    long[] nanos = {0};
    var ready = new ReadyTime(desk.store().clock(), () -> nanos[0], () -> true);
    nanos[0] += Desk.MINUTE.toNanos();
    desk.store().clock().advance(Desk.MINUTE.plusHours(9));
    assertThat(desk.lapse(ready.lasted())).isZero();
    assertThat(desk.wake()).isOne();
    desk.beat(held, 1, "awake");
    nanos[0] += Desk.MINUTE.toNanos();
    desk.store().clock().advance(Desk.MINUTE);
    assertThat(desk.lapse(ready.lasted())).isOne();
  }

  @Test
  void doneAndArchived_comeBackToLife_andWhatWaitedFollows() {
    var parent = desk.create("parent").id();
    var child = desk.createAfter("child", parent).id();
    var cleanup = desk.create("clean up").id();
    desk.link(parent, cleanup, new Condition(Condition.Kind.ON_FAILURE, ""), Otherwise.CANCEL);
    desk.complete(parent, 0);
    assertThat(states(parent, child, cleanup)).containsExactly("done", "ready", "cancelled");
    archive(parent);
    assertThat(states(parent, child, cleanup)).containsExactly("archived", "ready", "cancelled");
    desk.store().write(tx -> desk.cards().unarchive(tx, ANNA, parent));
    desk.reopen(parent);
    assertThat(states(parent, child, cleanup)).containsExactly("ready", "todo", "cancelled");
    archive(parent);
    assertThat(states(parent, child, cleanup)).containsExactly("archived", "todo", "cancelled");
    assertThatThrownBy(() -> desk.reopen(parent)).hasMessageContaining("it is archived");
    assertFoldIsState();
  }

  private void archive(CardId id) {
    desk.store().write(tx -> desk.cards().archive(tx, ANNA, id));
  }

  private List<String> states(CardId... ids) {
    return List.of(ids).stream().map(id -> desk.card(id).state().word()).toList();
  }

  @Test
  void tenThousandCards_haveTenThousandIds() {
    var ids = new HashSet<CardId>();
    for (int batch = 0; batch < 100; batch++) {
      ids.addAll(
          desk.store()
              .write(tx -> {
                var made = new ArrayList<CardId>();
                for (int i = 0; i < 100; i++) {
                  made.add(
                      desk.cards()
                          .create(tx, ANNA, OPS, Brief.of("one of many"), Optional.empty())
                          .id());
                }
                return made;
              }));
    }
    assertThat(ids).hasSize(10_000);
    assertThat(ids.stream().mapToLong(CardId::number).max()).hasValue(10_000);
  }

  private void assertFoldIsState() {
    var fold = new Fold();
    desk.store()
        .read(session -> EventStore.after(session, 0, Integer.MAX_VALUE))
        .forEach(fold::add);
    assertThat(fold.cards())
        .allSatisfy(id -> assertThat(fold.card(id.toString())).isEqualTo(Fold.of(desk.card(id))));
  }

  private long count(String table) {
    return desk.store().read(session -> rows(session, table));
  }

  private static long rows(Session session, String table) throws SQLException {
    return session.sql("SELECT COUNT(*) FROM " + table).number();
  }
}
