package dev.gazette.board.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.gazette.board.card.Brief;
import dev.gazette.board.card.Cards;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.testkit.TestStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("stores")
final class BoardsTest {

  private static final Actor ANNA = new Actor("anna", "c1");
  private static final BoardId OPS = new BoardId("ops");

  private final TestStore store;

  BoardsTest(Supplier<TestStore> kind) {
    store = kind.get();
  }

  static List<Supplier<TestStore>> stores() {
    return TestStore.both("board");
  }

  private final Boards boards = new Boards();

  @AfterEach
  void close() {
    store.close();
  }

  private Board create(String id, Column... columns) {
    return store.write(tx -> boards.create(tx, ANNA, new BoardId(id), "", "", List.of(columns)));
  }

  private Board stored() {
    return store.read(session -> boards.get(session, OPS));
  }

  private Board update(Boards.Change change) {
    return store.write(tx -> boards.update(tx, ANNA, OPS, change));
  }

  private static Boards.Change columns(List<Column> columns) {
    return new Boards.Change(Optional.empty(), Optional.empty(), Optional.of(columns), "");
  }

  private static Column column(String id, CardState state) {
    return new Column(new ColumnId(id), id, state, 0);
  }

  @Test
  void create_withoutColumns_hasOneForEachState() {
    var board = create("ops");
    assertThat(board.columns().stream().map(column -> column.id().value()))
        .containsExactly(
            "triage",
            "todo",
            "scheduled",
            "ready",
            "running",
            "review",
            "blocked",
            "done",
            "failed",
            "cancelled");
    assertThat(board.title()).isEqualTo("ops");
    assertThat(stored()).isEqualTo(board);
  }

  @Test
  void create_again_answersTheBoardThatIs_unlessItSaysSomethingElse() {
    var board = create("ops");
    assertThat(create("ops")).isEqualTo(board);
    assertThat(store.eventKinds()).containsExactly("board.created");
    assertThatThrownBy(
            () -> store.write(tx -> boards.create(tx, ANNA, OPS, "Operations", "", List.of())))
        .hasMessageContaining("There is a board ops already, with other names");
  }

  @Test
  void create_withTooFewColumns_isRefused() {
    assertThatThrownBy(() -> create("ops", column("a", CardState.READY)))
        .hasMessageContaining("No column stands for triage");
    assertThatThrownBy(() -> column("a", CardState.ARCHIVED)).hasMessageContaining("out of sight");
  }

  @Test
  void create_withColumnsOfOneName_orTooMany_isRefused() {
    var twice = new ArrayList<>(CardState.DRAWN.stream().map(Column::of).toList());
    twice.add(column("ready", CardState.READY));
    assertThatThrownBy(() -> create("ops", twice.toArray(Column[]::new)))
        .hasMessageContaining("Two columns have the id ready");
    for (int i = 0; i < 40; i++) {
      twice.set(twice.size() - 1, column("c" + i, CardState.READY));
      twice.add(column("x", CardState.READY));
    }
    assertThatThrownBy(() -> create("ops", twice.toArray(Column[]::new)))
        .hasMessageContaining("at most 40 columns");
  }

  @Test
  void ensureDefault_twice_makesOne() {
    for (int i = 0; i < 2; i++) {
      store.write(tx -> {
        boards.ensureDefault(tx, ANNA);
        return true;
      });
    }
    assertThat(store.eventKinds()).containsExactly("board.created");
  }

  @Test
  void update_tellsWhatChangedAndNothingElse() {
    create("ops");
    var after =
        update(
            new Boards.Change(Optional.of("Operations"), Optional.empty(), Optional.empty(), "1"));
    assertThat(after.title()).isEqualTo("Operations");
    assertThat(after.etag()).isEqualTo("2");
    assertThat(store.events().getLast().payload()).isEqualTo("{\"title\":\"Operations\"}");
    update(new Boards.Change(Optional.of("Operations"), Optional.empty(), Optional.empty(), ""));
    assertThat(store.eventKinds()).containsExactly("board.created", "board.updated");
    assertThatThrownBy(() ->
            update(new Boards.Change(Optional.of("x"), Optional.empty(), Optional.empty(), "1")))
        .hasMessageContaining("after it was read");
  }

  @Test
  void update_ofColumns_refusesWhatHoldsCards() {
    var board = create("ops");
    var cards = new Cards(boards);
    store.write(tx -> cards.create(tx, ANNA, OPS, Brief.of("One"), Optional.empty()));
    var renamed =
        Stream.concat(
                board.columns().stream()
                    .map(c -> new Column(c.id(), c.title() + "!", c.state(), 3)),
                Stream.of(column("next", CardState.READY)))
            .toList();
    var after = update(columns(renamed));
    var counts = store.read(session -> boards.counts(session, OPS));
    assertThat(counts).containsExactly(entry(new ColumnId("ready"), 1));
    assertThat(stored()).isEqualTo(after);
    var without = renamed.stream().filter(c -> !c.id().equals(new ColumnId("ready"))).toList();
    assertThatThrownBy(() -> update(columns(without)))
        .hasMessageContaining("Cannot remove column ready of board ops: it holds 1 cards");
    var turned =
        renamed.stream()
            .map(c -> c.id().equals(new ColumnId("ready")) ? column("ready", CardState.TRIAGE) : c)
            .toList();
    assertThatThrownBy(() -> update(columns(turned)))
        .hasMessageContaining("Cannot change the state of column ready");
  }

  @Test
  void list_holdsWhatOneMaySee_byId() {
    Stream.of("c", "a", "b", "d").forEach(this::create);
    var seen =
        store.read(session -> boards.list(session, "", false, 2, id -> !id.value().equals("b")));
    assertThat(seen).extracting(board -> board.id().value()).containsExactly("a", "c");
    var rest = store.read(session -> boards.list(session, "c", false, 2, _ -> true));
    assertThat(rest).extracting(board -> board.id().value()).containsExactly("d");
  }

  @Test
  void get_ofUnknown_isRefused() {
    assertThatThrownBy(() -> store.read(session -> boards.get(session, OPS)))
        .hasMessage("There is no board ops; list the boards.");
  }

  @Test
  void ids_ofTheWrongShape_areRefused() {
    for (String wrong : List.of("", "Ops", "1a", "a b", "a".repeat(33), "ö", "a/b")) {
      assertThatThrownBy(() -> new BoardId(wrong)).hasMessageContaining("A board's id is");
      assertThatThrownBy(() -> new ColumnId(wrong)).hasMessageContaining("A column's id is");
    }
    for (String wrong : List.of("", "OPS", "OPS-", "OPS-0", "OPS-01", "OPS--1x", "Ö-1")) {
      assertThatThrownBy(() -> CardId.parse(wrong)).hasMessageContaining("A card's id is");
    }
    assertThat(CardId.parse("my-team-4").toString()).isEqualTo("MY-TEAM-4");
  }
}
