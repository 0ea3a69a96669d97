package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static dev.gazette.board.card.Desk.OPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.ColumnId;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Dialect;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class CardListsTest {

  private final Desk desk;

  CardListsTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private List<String> titles(CardFilter filter) {
    return list(filter, Optional.empty(), 100).stream().map(card -> card.brief().title()).toList();
  }

  private List<Card> list(CardFilter filter, Optional<CardLists.After> after, int limit) {
    return desk.store().read(session -> desk.lists().list(session, filter, after, limit));
  }

  private static CardFilter in(CardState... states) {
    return new CardFilter(OPS, Set.of(states), Optional.empty(), "", "", "");
  }

  private static CardFilter owned(String assignee, String label, String repository) {
    return new CardFilter(OPS, CardFilter.IN_SIGHT, Optional.empty(), assignee, label, repository);
  }

  @Test
  void list_isByPriorityThenAge_withoutBodies() {
    desk.create(new Brief("low", "text", -5, List.of(), "", null, ""));
    desk.create("first");
    desk.create("second");
    desk.create(new Brief("high", "text", 5, List.of(), "", null, ""));
    assertThat(titles(CardFilter.of(OPS))).containsExactly("high", "first", "second", "low");
    assertThat(list(CardFilter.of(OPS), Optional.empty(), 9))
        .allSatisfy(card -> assertThat(card.brief().body()).isEmpty());
  }

  @Test
  void list_showsEachChange_alsoARenewedLease() {
    var card = desk.create("first");
    assertThat(titles(CardFilter.of(OPS))).containsExactly("first");
    desk.store()
        .write(tx -> desk.cards().update(tx, ANNA, card.id(), CardsTest.title("second"), ""));
    assertThat(titles(CardFilter.of(OPS))).containsExactly("second");
    desk.claim(card.id());
    var held = list(CardFilter.of(OPS), Optional.empty(), 1).getFirst().lease();
    desk.store().clock().advance(Duration.ofSeconds(10));
    var renewed = desk.beat(card.id(), 1, "");
    assertThat(list(CardFilter.of(OPS), Optional.empty(), 1).getFirst().lease())
        .isEqualTo(renewed)
        .isNotEqualTo(held);
  }

  @Test
  void list_ofCardsThatDidNotChange_isTheSameAgain_inEachOrderAndFilter() {
    desk.create(new Brief("low", "text", -5, List.of("x"), "bert", null, ""));
    var first = desk.create("first");
    desk.create(new Brief("high", "text", 5, List.of("x"), "bert", null, ""));
    var filters = List.of(CardFilter.of(OPS), owned("bert", "x", ""), column("ready"));
    for (int time = 0; time < 2; time++) {
      for (var filter : filters) {
        var read = list(filter, Optional.empty(), 9);
        assertThat(list(filter, Optional.empty(), 9)).isEqualTo(read);
        assertThat(list(filter, Optional.empty(), 1)).containsExactly(read.getFirst());
      }
      assertThat(titles(CardFilter.of(OPS))).containsExactly("high", "first", "low");
      assertThat(titles(owned("bert", "x", ""))).containsExactly("high", "low");
    }
    desk.store().write(tx -> desk.cards().archive(tx, ANNA, first.id()));
    assertThat(titles(CardFilter.of(OPS))).containsExactly("high", "low");
    assertThat(titles(in(CardState.ARCHIVED))).containsExactly("first");
    assertThat(titles(in(CardState.ARCHIVED))).containsExactly("first");
  }

  @Test
  void list_byState() {
    desk.running("running");
    desk.create("ready");
    var done = desk.create("done");
    desk.complete(done.id(), 0);
    var gone = desk.create("gone");
    desk.store().write(tx -> desk.cards().archive(tx, ANNA, gone.id()));
    assertThat(titles(CardFilter.of(OPS))).containsExactly("running", "ready", "done");
    assertThat(titles(in(CardState.DONE, CardState.RUNNING))).containsExactly("running", "done");
    assertThat(titles(in(CardState.ARCHIVED, CardState.READY))).containsExactly("ready", "gone");
    assertThat(titles(in(CardState.REVIEW))).isEmpty();
  }

  @Test
  void list_byColumn() {
    desk.running("running");
    desk.create("ready");
    assertThat(titles(column("running"))).containsExactly("running");
    assertThat(titles(column("todo"))).isEmpty();
    assertThatThrownBy(() -> titles(column("nope"))).hasMessageContaining("no column nope");
  }

  private static CardFilter column(String id) {
    return new CardFilter(OPS, CardFilter.IN_SIGHT, Optional.of(new ColumnId(id)), "", "", "");
  }

  @Test
  void list_byLabelAssigneeAndRepository() {
    desk.create(new Brief("a", "", 0, List.of("x"), "ben", null, "r1"));
    desk.create(new Brief("b", "", 9, List.of("x", "y"), "", null, "r1"));
    desk.create(new Brief("c", "", 0, List.of("y"), "ben", null, ""));
    assertThat(titles(owned("", "x", ""))).containsExactly("b", "a");
    assertThat(titles(owned("ben", "", ""))).containsExactly("a", "c");
    assertThat(titles(owned("", "", "r1"))).containsExactly("b", "a");
    assertThat(titles(owned("ben", "y", ""))).containsExactly("c");
    assertThat(titles(owned("ben", "x", "r1"))).containsExactly("a");
    assertThat(titles(owned("' OR 1=1 --", "", ""))).isEmpty();
  }

  @Test
  void list_pagesStayWholeWhileCardsComeAndGo() {
    for (int i = 0; i < 30; i++) {
      desk.create(new Brief("c" + i, "", i % 3, List.of("x"), "", null, ""));
    }
    for (var filter :
        List.of(CardFilter.of(OPS), in(CardState.READY, CardState.DONE), owned("", "x", ""))) {
      var seen = new ArrayList<Card>();
      var after = Optional.<CardLists.After>empty();
      while (true) {
        var page = list(filter, after, 7);
        if (page.isEmpty()) {
          break;
        }
        seen.addAll(page);
        after =
            Optional.of(
                new CardLists.After(
                    page.getLast().brief().priority(), page.getLast().id().number()));
        desk.create(new Brief("urgent", "", 99, List.of("x"), "", null, ""));
      }
      assertThat(seen).doesNotHaveDuplicates();
      assertThat(seen.stream().filter(card -> card.brief().title().startsWith("c"))).hasSize(30);
      assertThat(seen)
          .isSortedAccordingTo((a, b) ->
              a.brief().priority() == b.brief().priority()
                  ? Long.compare(a.id().number(), b.id().number())
                  : Integer.compare(b.brief().priority(), a.brief().priority()));
    }
  }

  private List<Card> ordered(CardFilter filter, CardOrder order, int limit) {
    return pages(filter, order, limit, () -> {});
  }

  /// All pages, with something done between them.
  private List<Card> pages(CardFilter filter, CardOrder order, int limit, Runnable between) {
    var seen = new ArrayList<Card>();
    var after = Optional.<OrderedListStore.After>empty();
    while (true) {
      var from = after;
      var page =
          desk.store().read(session -> desk.lists().list(session, filter, order, from, limit));
      if (page.isEmpty()) {
        return seen;
      }
      seen.addAll(page);
      var last = page.getLast();
      after = Optional.of(new OrderedListStore.After(order.key(last), last.id().number()));
      between.run();
    }
  }

  private static List<String> titles(List<Card> cards) {
    return cards.stream().map(card -> card.brief().title()).toList();
  }

  @Test
  void list_inEachOrder() {
    var late = PinnedClock.START.plusSeconds(9);
    desk.create(new Brief("b", "", 1, List.of(), "ben", late, ""));
    desk.create(new Brief("C", "", 9, List.of("x"), "", PinnedClock.START, ""));
    desk.create(new Brief("a", "", 0, List.of("x"), "ben", null, ""));
    desk.complete(desk.create(new Brief("B", "", 0, List.of(), "", late, "")).id(), 0);
    var all = CardFilter.of(OPS);
    assertThat(titles(ordered(all, CardOrder.PRIORITY, 9))).containsExactly("C", "b", "a", "B");
    assertThat(titles(ordered(all, CardOrder.CREATED, 9))).containsExactly("b", "C", "a", "B");
    assertThat(titles(ordered(all, CardOrder.NEWEST, 9))).containsExactly("B", "a", "C", "b");
    assertThat(titles(ordered(all, CardOrder.DUE, 9))).containsExactly("C", "b", "B", "a");
    assertThat(titles(ordered(all, CardOrder.TITLE, 9))).containsExactly("a", "b", "B", "C");
    assertThat(titles(ordered(owned("ben", "", ""), CardOrder.TITLE, 9))).containsExactly("a", "b");
    assertThat(titles(ordered(owned("", "x", ""), CardOrder.NEWEST, 9))).containsExactly("a", "C");
    assertThat(titles(ordered(in(CardState.DONE), CardOrder.DUE, 9))).containsExactly("B");
    assertThat(titles(ordered(column("ready"), CardOrder.DUE, 9))).containsExactly("C", "b", "a");
  }

  @Test
  void list_byWhoMadeThem() {
    desk.create("anna's");
    var eve = new Actor("eve", "c2");
    desk.store()
        .write(tx -> desk.cards().create(tx, eve, OPS, Brief.of("eve's"), Optional.empty()));
    var eves = new CardFilter(OPS, CardFilter.IN_SIGHT, Optional.empty(), "", "", "", "eve");
    assertThat(titles(eves)).containsExactly("eve's");
    assertThat(titles(ordered(eves, CardOrder.CREATED, 9))).containsExactly("eve's");
  }

  @Test
  void list_inEachOrder_pagesStayWholeWhileCardsComeAndGo() {
    for (int i = 0; i < 20; i++) {
      var due = i % 3 == 0 ? null : PinnedClock.START.plusSeconds(i % 4);
      desk.create(new Brief("c" + i % 5, "", i % 3, List.of("x"), "ben", due, ""));
    }
    for (var order : CardOrder.values()) {
      for (var filter : List.of(CardFilter.of(OPS), owned("ben", "x", ""))) {
        var more = new ArrayList<Card>();
        Runnable between =
            () -> {
              if (more.size() < 4) {
                more.add(desk.create("another"));
              }
            };
        var seen = pages(filter, order, 3, between);
        assertThat(seen).as("%s", order).doesNotHaveDuplicates();
        assertThat(seen.stream().filter(card -> card.brief().title().startsWith("c")))
            .as("%s", order)
            .hasSize(20);
      }
    }
  }

  @Test
  void wholeBoard_inEachOrder_isWalkedByAnIndex_andSortsNothing() {
    var filter = CardFilter.of(OPS);
    for (var order : CardOrder.values()) {
      var last = new OrderedListStore.After(order == CardOrder.TITLE ? "a" : (Object) 1L, 1);
      var select = OrderedListStore.select(filter, order, Optional.of(last), 50);
      var plan =
          desk.store()
              .read(session ->
                  session.dialect() == Dialect.SQLITE
                      ? session
                          .sql("EXPLAIN QUERY PLAN " + select.sql(), select.parameters().toArray())
                          .list(rows -> rows.getString("detail"))
                      : List.of("card_open"));
      assertThat(plan.toString()).as("%s", order).contains("card_open").doesNotContain("TEMP");
    }
  }

  @Test
  void list_ofUnknownBoard_isRefused() {
    assertThatThrownBy(() -> titles(CardFilter.of(new BoardId("no"))))
        .hasMessageContaining("There is no board no");
  }
}
