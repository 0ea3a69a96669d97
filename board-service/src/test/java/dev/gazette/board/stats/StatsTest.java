package dev.gazette.board.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.card.Brief;
import dev.gazette.board.card.Cards;
import dev.gazette.board.card.Verbs;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("stores")
final class StatsTest {

  private static final Actor ANNA = new Actor("anna", "c1");
  private static final BoardId OPS = new BoardId("ops");

  private final TestStore store;
  private final Boards boards = new Boards();
  private final Cards cards = new Cards(boards);
  private final Verbs verbs = new Verbs(cards);
  private final Stats stats = new Stats(boards);

  StatsTest(Supplier<TestStore> kind) {
    store = kind.get();
    for (var board : List.of(OPS, new BoardId("dev"))) {
      store.write(tx -> boards.create(tx, ANNA, board, "", "", List.of()));
    }
  }

  static List<Supplier<TestStore>> stores() {
    return TestStore.both("board");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private CardId create(BoardId board, String assignee, int priority, String column) {
    var brief = new Brief("a", "", priority, List.of(), assignee, null, "");
    var wanted = column.isEmpty() ? Optional.<ColumnId>empty() : Optional.of(new ColumnId(column));
    return store.write(tx -> cards.create(tx, ANNA, board, brief, wanted)).id();
  }

  private void seed() {
    create(OPS, "ben", 0, "triage");
    create(OPS, "ben", 0, "");
    create(OPS, "eve", 9, "");
    var done = create(OPS, "ben", 0, "");
    store.write(tx -> verbs.complete(tx, ANNA, done, 0, "", ""));
    var gone = create(OPS, "zoe", 0, "");
    store.write(tx -> cards.archive(tx, ANNA, gone));
    create(OPS, "", 0, "");
    create(new BoardId("dev"), "ada", 0, "");
  }

  @Test
  void history_isCounted_soThatAPersonSeesWhatIsKept() {
    var first = store.clock().instant();
    seed();
    store.clock().advance(Duration.ofDays(1));
    create(OPS, "ben", 0, "");
    var counted = store.read(session -> stats.board(session, OPS));
    assertThat(counted.runs()).as("the one completed by hand").isEqualTo(1);
    assertThat(counted.log().events()).isEqualTo(store.events().size());
    assertThat(counted.log().since()).isEqualTo(first);
  }

  @Test
  void board_isCountedExactly() {
    seed();
    var counted = store.read(session -> stats.board(session, OPS));
    assertThat(counted.states())
        .isEqualTo(
            Map.of(
                CardState.TRIAGE, 1, CardState.READY, 3, CardState.DONE, 1, CardState.ARCHIVED, 1));
    assertThat(counted.oldestReady())
        .as("the first made, not the most urgent")
        .contains(new Stats.Oldest(new CardId(OPS, 2), PinnedClock.START));
  }

  @Test
  void emptyBoard_hasNothing_andNoBoardIsRefused() {
    var counted = store.read(session -> stats.board(session, OPS));
    assertThat(counted.states()).isEmpty();
    assertThat(counted.oldestReady()).isEmpty();
    assertThatThrownBy(() -> store.read(session -> stats.board(session, new BoardId("no"))))
        .hasMessageContaining("no board no");
  }

  private List<Stats.OfAssignee> assignees(String after, int limit) {
    return store.read(session -> stats.assignees(session, OPS, after, limit));
  }

  @Test
  void assignees_goByName_pageByPage_withoutArchivedCards() {
    seed();
    var ben =
        new Stats.OfAssignee(
            "ben", Map.of(CardState.TRIAGE, 1, CardState.READY, 1, CardState.DONE, 1));
    var eve = new Stats.OfAssignee("eve", Map.of(CardState.READY, 1));
    assertThat(assignees("", 9)).containsExactly(ben, eve);
    assertThat(assignees("", 1)).containsExactly(ben);
    assertThat(assignees("ben", 9)).containsExactly(eve);
  }
}
