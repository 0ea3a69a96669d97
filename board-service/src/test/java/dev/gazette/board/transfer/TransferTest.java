package dev.gazette.board.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.attachment.Attachments;
import dev.gazette.board.board.Arrivals;
import dev.gazette.board.board.Board;
import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.card.Brief;
import dev.gazette.board.card.Card;
import dev.gazette.board.card.Cards;
import dev.gazette.board.card.Claims;
import dev.gazette.board.card.Links;
import dev.gazette.board.card.Purge;
import dev.gazette.board.card.Schedules;
import dev.gazette.board.card.Verbs;
import dev.gazette.board.comment.Comments;
import dev.gazette.board.edge.Condition;
import dev.gazette.board.edge.Otherwise;
import dev.gazette.board.removal.Removals;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.board.waiting.BlockKind;
import dev.gazette.board.waiting.Schedule;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.testkit.TestStore;
import dev.gazette.proto.board.v1.BoardRecord;
import dev.gazette.proto.board.v1.RecordKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("stores")
final class TransferTest {

  private static final Actor ANNA = new Actor("anna", "c1");
  private static final BoardId OPS = new BoardId("ops");
  private static final BoardId LAB = new BoardId("lab");
  private static final BoardId COPY = new BoardId("copy");

  private final TestStore store;
  private final Boards boards = new Boards();
  private final Cards cards = new Cards(boards);
  private final Comments comments = new Comments(cards);
  private final Verbs verbs = new Verbs(cards);
  private final Links links = new Links(cards);
  private final Schedules schedules = new Schedules(cards);
  private final Exports exports = new Exports(boards, comments);
  private final Attachments attachments = new Attachments(cards);
  private final Imports imports = new Imports(comments, attachments);
  private final Removals removals =
      new Removals(new Purge(List.of(comments, attachments)), List.of());

  TransferTest(Supplier<TestStore> kind) {
    store = kind.get();
    for (var board : List.of(OPS, LAB)) {
      store.write(tx -> boards.create(tx, ANNA, board, "Title of " + board, "", List.of()));
    }
  }

  static List<Supplier<TestStore>> stores() {
    return TestStore.both("board");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private CardId create(BoardId board, String title) {
    var brief = new Brief(title, "body of " + title, 3, List.of("x"), "ben", null, "r1");
    return store.write(tx -> cards.create(tx, ANNA, board, brief, Optional.empty())).id();
  }

  private void claim(CardId id) {
    var terms = new Claims.Terms("w", Duration.ofMinutes(1));
    store.write(tx -> new Claims(boards).claim(tx, ANNA, id, terms));
  }

  private void link(CardId parent, CardId child) {
    var wanted = new Links.Wanted(parent, Condition.ON_SUCCESS, Otherwise.WAIT);
    store.write(tx -> links.link(tx, ANNA, child, wanted, _ -> true));
  }

  private int wake() {
    return store.write(tx -> schedules.wake(tx, ANNA));
  }

  private Card card(CardId id) {
    return store.read(session -> cards.get(session, id));
  }

  private static CardId at(BoardId board, long number) {
    return new CardId(board, number);
  }

  private List<BoardRecord> export(BoardId board) {
    var records = new ArrayList<BoardRecord>();
    var next = Optional.of(Exports.Cursor.START);
    while (next.isPresent()) {
      var from = next.get();
      var page = store.read(session -> exports.page(session, board, from, true));
      records.addAll(page.records());
      next = page.next();
    }
    return records;
  }

  private void begin(BoardId board) {
    store.write(tx -> Arrivals.begin(tx, board, "Copy", "", "", List.of()));
  }

  private int bring(BoardId board, BoardId source, List<BoardRecord> records) {
    var into = new Imports.Import(ANNA, board, source);
    return store.write(tx -> imports.records(tx, into, records));
  }

  private void importInto(BoardId board, List<BoardRecord> records) {
    begin(board);
    bring(board, OPS, records.subList(1, records.size()));
    store.write(tx -> imports.finish(tx, ANNA, board));
  }

  private List<BoardRecord> of(RecordKind kind, List<BoardRecord> records) {
    return records.stream().filter(record -> record.getKind() == kind).toList();
  }

  /// A record as text, without what an import must change.
  private static String bare(BoardRecord record) {
    return record
        .getJson()
        .replaceAll("\\b(OPS|COPY)-", "KEY-")
        .replaceAll("\"board_id\":\"(ops|copy)\"", "\"board_id\":\"key\"");
  }

  @Test
  void exportedAndImported_isTheSame_andHoldsNoClaim() {
    var parent = create(OPS, "parent");
    var child = create(OPS, "child");
    link(parent, child);
    claim(parent);
    store.write(tx -> comments.create(tx, ANNA, parent, "said", 1));
    store.write(tx -> {
      Runs.describe(tx.session(), parent, 1, "{\"n\":1.5}");
      return verbs.complete(tx, ANNA, parent, 1, "done so", "good");
    });
    var blocked = create(OPS, "blocked");
    store.write(tx -> verbs.block(tx, ANNA, blocked, 0, BlockKind.CAPABILITY, "no key"));
    var later = create(OPS, "later");
    var time = new Schedule(store.clock().instant().plus(Duration.ofDays(3)));
    store.write(tx -> schedules.schedule(tx, ANNA, later, 0, time, "not yet"));
    var gone = create(OPS, "gone");
    store.write(tx -> cards.archive(tx, ANNA, gone));
    var records = export(OPS);
    importInto(COPY, records);
    var again = export(COPY);
    for (var kind :
        List.of(
            RecordKind.RECORD_KIND_CARD,
            RecordKind.RECORD_KIND_EDGE,
            RecordKind.RECORD_KIND_RUN,
            RecordKind.RECORD_KIND_COMMENT)) {
      assertThat(of(kind, again).stream().map(TransferTest::bare).toList())
          .as("%s", kind)
          .isEqualTo(of(kind, records).stream().map(TransferTest::bare).toList())
          .isNotEmpty();
    }
    assertThat(of(RecordKind.RECORD_KIND_RUN, again).getFirst().getJson())
        .contains("\"metadata\":{\"n\":1.5}");
    assertThat(card(at(COPY, 2)).state()).isEqualTo(CardState.READY);
    assertThat(create(COPY, "next")).isEqualTo(at(COPY, 6));
  }

  @Test
  void runningCard_comesBackReady_andItsRunHasEnded() {
    var id = create(OPS, "a");
    claim(id);
    importInto(COPY, export(OPS));
    var copy = card(at(COPY, 1));
    assertThat(copy.state()).isEqualTo(CardState.READY);
    assertThat(copy.lease()).isNull();
    var runs = store.read(session -> Runs.list(session, copy.id(), Long.MAX_VALUE, 9));
    assertThat(runs).hasSize(1);
    assertThat(runs.getFirst().outcome()).isEqualTo(RunOutcome.RELEASED);
    assertThat(card(id).state()).isEqualTo(CardState.RUNNING);
  }

  @Test
  void history_keepsOrderAndTimes_underAnOriginOfItsOwn() {
    var id = create(OPS, "a");
    store.clock().advance(Duration.ofHours(1));
    store.write(tx -> verbs.complete(tx, ANNA, id, 0, "so", ""));
    var before =
        store.events().stream().filter(event -> event.subject().startsWith("boards/ops")).toList();
    store.clock().advance(Duration.ofDays(1));
    importInto(COPY, export(OPS));
    var copied =
        store.events().stream()
            .filter(event -> event.origin().equals(Event.IMPORTED + "copy"))
            .toList();
    assertThat(copied).extracting(Event::kind).isEqualTo(before.stream().map(Event::kind).toList());
    assertThat(copied)
        .extracting(Event::createTime)
        .isEqualTo(before.stream().map(Event::createTime).toList());
    assertThat(copied.getLast().subject()).isEqualTo("boards/copy/cards/COPY-1");
    var newest = store.events().getLast();
    assertThat(newest.kind()).isEqualTo("board.imported");
    assertThat(newest.createTime()).isEqualTo(store.clock().instant());
  }

  @Test
  void boardThatComesIn_isThereForNobody_untilItIsWhole() {
    create(OPS, "a");
    var records = export(OPS);
    begin(COPY);
    bring(COPY, OPS, records.subList(1, records.size()));
    assertThatThrownBy(() -> card(at(COPY, 1))).hasMessageContaining("There is no card COPY-1");
    List<Board> there = store.read(s -> boards.list(s, "", true, 9, _ -> true));
    assertThat(there).hasSize(2);
    assertThatThrownBy(() -> store.write(tx -> removals.restore(tx, ANNA, COPY)))
        .hasMessageContaining("not in the trash");
    assertThatThrownBy(
            () -> store.write(tx -> boards.create(tx, ANNA, COPY, "Copy", "", List.of())))
        .hasMessageContaining("is being imported");
    assertThatThrownBy(() -> begin(COPY)).hasMessageContaining("There is, or was, a board copy");
    store.write(tx -> imports.finish(tx, ANNA, COPY));
    assertThat(card(at(COPY, 1)).state()).isEqualTo(CardState.READY);
    assertThatThrownBy(() -> bring(COPY, OPS, records.subList(1, 2)))
        .hasMessageContaining("No import into a board copy is under way");
  }

  @Test
  void importThatIsBrokenOff_leavesNothing() {
    create(OPS, "a");
    var records = export(OPS);
    begin(COPY);
    bring(COPY, OPS, records.subList(1, records.size()));
    store.clock().advance(Duration.ofHours(1));
    assertThatThrownBy(() -> store.write(tx -> imports.finish(tx, ANNA, COPY)))
        .hasMessageContaining("No import into a board copy is under way");
    while (store.write(tx -> removals.step(tx, ANNA))) {
      // As the timer does.
    }
    long left =
        store.read(
            session -> session.sql("SELECT COUNT(*) FROM card WHERE board_id = 'copy'").number());
    assertThat(left).isZero();
    importInto(COPY, records);
    assertThat(card(at(COPY, 1)).brief().title()).isEqualTo("a");
  }

  @Test
  void whatWaitsForACardElsewhere_isBlocked_neverPromoted() {
    var parent = create(LAB, "parent");
    var child = create(OPS, "child");
    link(parent, child);
    importInto(COPY, export(OPS));
    var copy = card(at(COPY, 1));
    assertThat(copy.state()).isEqualTo(CardState.BLOCKED);
    assertThat(copy.reason()).contains("waited for LAB-1");
  }

  @Test
  void scheduledCard_sleepsWhileItsBoardComesIn_andWakesAfter() {
    var id = create(OPS, "later");
    var time = new Schedule(store.clock().instant().plus(Duration.ofMinutes(5)));
    store.write(tx -> schedules.schedule(tx, ANNA, id, 0, time, ""));
    var records = export(OPS);
    begin(COPY);
    bring(COPY, OPS, records.subList(1, records.size()));
    store.clock().advance(Duration.ofMinutes(10));
    assertThat(wake()).isEqualTo(1);
    store.write(tx -> imports.finish(tx, ANNA, COPY));
    assertThat(wake()).isEqualTo(1);
    assertThat(card(at(COPY, 1)).state()).isEqualTo(CardState.READY);
  }

  @Test
  void statesThatContradictEdges_areSettled() {
    var parent = create(OPS, "parent");
    var child = create(OPS, "child");
    link(parent, child);
    var records =
        export(OPS).stream()
            .map(record ->
                record.toBuilder()
                    .setJson(record.getJson().replace("CARD_STATE_TODO", "CARD_STATE_READY"))
                    .build())
            .toList();
    importInto(COPY, records);
    assertThat(card(at(COPY, 2)).state()).isEqualTo(CardState.TODO);
  }

  @Test
  void recordsThatAreNone_areRefusedWithASentence() {
    begin(COPY);
    var card = BoardRecord.newBuilder().setKind(RecordKind.RECORD_KIND_CARD);
    assertThatThrownBy(() -> bring(COPY, OPS, List.of(card.setJson("{\"no\":1}").build())))
        .hasMessageContaining("A record is no CardRecord");
    assertThatThrownBy(() -> bring(COPY, OPS, List.of(card.setJson("{").build())))
        .hasMessageContaining("A record is no CardRecord");
    String foreign = "{\"card\":{\"id\":\"LAB-1\",\"title\":\"a\",\"state\":\"CARD_STATE_READY\"}}";
    assertThatThrownBy(() -> bring(COPY, OPS, List.of(card.setJson(foreign).build())))
        .hasMessageContaining("not one of board ops");
    assertThatThrownBy(
            () -> bring(COPY, OPS, List.of(BoardRecord.newBuilder().setJson("{}").build())))
        .hasMessageContaining("must be a card, edge, run, comment or event");
    create(OPS, "a");
    var records = export(OPS);
    bring(COPY, OPS, records.subList(1, 2));
    assertThatThrownBy(() -> bring(COPY, OPS, records.subList(1, 2)))
        .hasMessageContaining("comes twice");
  }

  @Test
  void exportOfManyCards_goesPageByPage() {
    for (int i = 0; i < 450; i++) {
      create(OPS, "c" + i);
    }
    var records = export(OPS);
    assertThat(of(RecordKind.RECORD_KIND_CARD, records)).hasSize(450);
    assertThat(of(RecordKind.RECORD_KIND_EVENT, records)).hasSize(451);
    assertThat(records.getFirst().getKind()).isEqualTo(RecordKind.RECORD_KIND_BOARD);
  }
}
