package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static dev.gazette.board.card.Desk.OPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class CardsTest {

  private static final Brief.Change NOTHING =
      new Brief.Change(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  private final Desk desk;

  CardsTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  static Brief.Change title(String title) {
    return new Brief.Change(
        Optional.of(title),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private Card update(CardId id, Brief.Change change, String etag) {
    return desk.store().write(tx -> desk.cards().update(tx, ANNA, id, change, etag));
  }

  private Card move(CardId id, String column, String etag) {
    return desk.store().write(tx -> desk.cards().move(tx, ANNA, id, new ColumnId(column), etag));
  }

  private Card archive(CardId id) {
    return desk.store().write(tx -> desk.cards().archive(tx, ANNA, id));
  }

  private Card unarchive(CardId id) {
    return desk.store().write(tx -> desk.cards().unarchive(tx, ANNA, id));
  }

  @Test
  void create_numbersFromOneAndKeepsEverything() {
    var brief =
        new Brief(
            "Ship it 🚢",
            "# مرحبا\r\n'; DROP TABLE card; --",
            -7,
            List.of("b", "a", "b"),
            "ben",
            Instant.parse("2026-02-03T04:05:06.789Z"),
            "repo1");
    var card = desk.create(brief);
    assertThat(card.id()).hasToString("OPS-1");
    assertThat(card.brief().labels()).containsExactly("b", "a");
    assertThat(card.state()).isEqualTo(CardState.READY);
    assertThat(desk.card(card.id())).isEqualTo(card);
    assertThat(desk.create("next").id().number()).isEqualTo(2);
  }

  @Test
  void create_inAColumn() {
    var card =
        desk.store()
            .write(tx ->
                desk.cards()
                    .create(tx, ANNA, OPS, Brief.of("a"), Optional.of(new ColumnId("triage"))));
    assertThat(card.state()).isEqualTo(CardState.TRIAGE);
    assertThatThrownBy(() -> inColumn("done")).hasMessageContaining("done is of state done");
    assertThatThrownBy(() -> inColumn("nope"))
        .hasMessageContaining(
            "Board ops has no column nope; it has triage, todo, scheduled, ready");
  }

  private void inColumn(String column) {
    desk.store()
        .write(tx ->
            desk.cards().create(tx, ANNA, OPS, Brief.of("a"), Optional.of(new ColumnId(column))));
  }

  @Test
  void create_thatIsRefused_usesNoNumber() {
    assertThatThrownBy(() -> inColumn("done")).hasMessageContaining("state done");
    assertThat(desk.create("a").id().number()).isEqualTo(1);
  }

  @Test
  void create_onUnknownBoard_isRefused() {
    assertThatThrownBy(() ->
            desk.store()
                .write(tx ->
                    desk.cards()
                        .create(tx, ANNA, new BoardId("no"), Brief.of("a"), Optional.empty())))
        .hasMessageContaining("There is no board no");
  }

  @Test
  void update_changesWhatIsNamedAndTellsIt() {
    var card = desk.create(new Brief("a", "long", 1, List.of("x"), "", Instant.EPOCH, ""));
    desk.store().clock().advance(Duration.ofSeconds(1));
    var change =
        new Brief.Change(
            Optional.of("b"),
            Optional.of(""),
            Optional.of(5),
            Optional.of(List.of("y", "z")),
            Optional.empty(),
            Optional.of(Optional.empty()),
            Optional.empty());
    var after = update(card.id(), change, card.version().etag());
    assertThat(after.brief()).isEqualTo(new Brief("b", "", 5, List.of("y", "z"), "", null, ""));
    assertThat(desk.card(card.id())).isEqualTo(after);
    assertThat(after.updateTime()).isEqualTo(card.updateTime().plusSeconds(1));
    assertThat(desk.store().events().getLast().payload())
        .isEqualTo(
            "{\"title\":\"b\",\"body\":\"\",\"priority\":5,\"labels\":[\"y\",\"z\"],\"due_time\":null}");
  }

  @Test
  void update_thatChangesNothing_leavesNoTrace() {
    var card = desk.create("a");
    int events = desk.store().events().size();
    assertThat(update(card.id(), title("a"), "")).isEqualTo(card);
    assertThat(update(card.id(), NOTHING, "")).isEqualTo(card);
    assertThat(desk.store().events()).hasSize(events);
  }

  @Test
  void update_withAStaleEtag_saysWhatChanged() {
    var read = desk.create("a");
    String etag = read.version().etag();
    var edited = update(read.id(), title("b"), etag);
    assertThatThrownBy(() -> update(read.id(), title("c"), etag))
        .hasMessage(
            "Cannot change OPS-1: what it says changed after it was read, last at"
                + " 2026-01-01T12:00:00Z. Read it again.");
    desk.claim(read.id());
    assertThatThrownBy(() -> update(read.id(), title("c"), edited.version().etag()))
        .hasMessageContaining("its state or column changed");
    assertThatThrownBy(() -> update(read.id(), title("c"), etag))
        .hasMessageContaining("what it says and its state or column changed");
    var claimed = desk.card(read.id());
    desk.beat(read.id(), 1, "note");
    assertThatThrownBy(() -> update(read.id(), title("c"), claimed.version().etag()))
        .hasMessageContaining("its worker noted something");
    assertThatThrownBy(() -> update(read.id(), title("c"), "77"))
        .hasMessageContaining("that etag is none of its own");
    assertThatThrownBy(() -> update(read.id(), title("c"), "x"))
        .hasMessageContaining("that etag is none of its own");
  }

  @Test
  void move_betweenTriageAndReady() {
    var card = desk.create("a");
    var triage = move(card.id(), "triage", card.version().etag());
    assertThat(triage.state()).isEqualTo(CardState.TRIAGE);
    assertThat(triage).isEqualTo(desk.card(card.id()));
    assertThat(desk.claim(card.id())).isInstanceOf(ClaimOutcome.NotReady.class);
    assertThat(move(card.id(), "ready", "").state()).isEqualTo(CardState.READY);
    int events = desk.store().events().size();
    move(card.id(), "ready", "");
    assertThat(desk.store().events()).hasSize(events);
  }

  @Test
  void move_whereAVerbLeads_namesIt() {
    var ready = desk.create("a").id();
    assertThatThrownBy(() -> move(ready, "running", "")).hasMessageEndingWith("use claim.");
    assertThatThrownBy(() -> move(ready, "done", "")).hasMessageEndingWith("use complete.");
    assertThatThrownBy(() -> move(ready, "blocked", "")).hasMessageEndingWith("use block.");
    assertThatThrownBy(() -> move(ready, "review", "")).hasMessageEndingWith("use review.");
    assertThatThrownBy(() -> move(ready, "todo", "")).hasMessageEndingWith("no verb leads there.");
    var running = desk.running("b").id();
    assertThatThrownBy(() -> move(running, "ready", "")).hasMessageEndingWith("use release.");
    desk.block(running, 1);
    assertThatThrownBy(() -> move(running, "ready", "")).hasMessageEndingWith("use unblock.");
    archive(running);
    assertThatThrownBy(() -> move(running, "ready", "")).hasMessageEndingWith("use unarchive.");
    assertThatThrownBy(() -> move(ready, "nope", "")).hasMessageContaining("no column nope");
    assertThatThrownBy(() -> move(ready, "triage", "9")).hasMessageContaining("none of its own");
  }

  @Test
  void archive_ofARunningCard_endsItsRun() {
    var id = desk.running("a").id();
    var archived = archive(id);
    assertThat(archived).isEqualTo(desk.card(id));
    assertThat(archived.column()).isNull();
    var run = desk.store().read(session -> Runs.list(session, id, 9, 9)).getFirst();
    assertThat(run.outcome()).isEqualTo(RunOutcome.ARCHIVED);
    assertThatThrownBy(() -> desk.complete(id, 1)).hasMessageContaining("lease 1 has ended");
    int events = desk.store().events().size();
    assertThat(archive(id)).isEqualTo(archived);
    assertThat(desk.store().events()).hasSize(events);
    assertThat(unarchive(id).state()).isEqualTo(CardState.READY);
  }

  @Test
  void unarchive_bringsTheFormerStateBack() {
    var id = desk.create("a").id();
    desk.block(id, 0);
    archive(id);
    var back = unarchive(id);
    assertThat(back.state()).isEqualTo(CardState.BLOCKED);
    assertThat(back.reason()).isEqualTo("no key");
    assertThat(back).isEqualTo(desk.card(id));
    assertThatThrownBy(() -> unarchive(id)).hasMessageContaining("it is blocked, not archived");
  }
}
