package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.OPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.comment.Comments;
import dev.gazette.board.edge.Condition;
import dev.gazette.board.edge.Edge;
import dev.gazette.board.edge.Otherwise;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
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
final class TrashTest {

  private static final List<String> TABLES =
      List.of(
          "card",
          "card_body",
          "card_label",
          "card_wait",
          "card_key",
          "comment",
          "run",
          "search_card",
          "trash");

  private final Desk desk;

  TrashTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private long rows(String table) {
    return desk.store().read(session -> session.sql("SELECT COUNT(*) FROM " + table).number());
  }

  private void waitAMonth() {
    desk.store().clock().advance(Trash.KEPT);
  }

  private List<Card> list(CardFilter filter, CardOrder order) {
    return desk.store()
        .read(session ->
            order == CardOrder.PRIORITY
                ? desk.lists().list(session, filter, Optional.empty(), 9)
                : desk.lists().list(session, filter, order, Optional.empty(), 9));
  }

  private List<Edge> edges(CardId id) {
    return desk.store().read(session -> desk.links().list(session, id, _ -> true));
  }

  /// A card with rows in every table.
  private CardId rich() {
    var brief = new Brief("a", "body", 1, List.of("x", "y"), "ben", null, "r1");
    var key = new CardKey("key", "hash");
    var id =
        desk.store()
            .write(tx ->
                CardKeys.once(
                    tx,
                    OPS,
                    key,
                    it -> desk.cards().create(it, Desk.ANNA, OPS, brief, Optional.empty())))
            .id();
    for (int i = 0; i < 3; i++) {
      desk.claim(id);
      desk.store().write(tx -> desk.leases().release(tx, Desk.ANNA, id, desk.card(id).epoch(), ""));
    }
    for (int i = 0; i < Purge.STEP + 5; i++) {
      desk.store().write(tx -> new Comments(desk.cards()).create(tx, Desk.ANNA, id, "hm", 0));
    }
    desk.schedule(id, 0, Duration.ofHours(1));
    return id;
  }

  @Test
  void deleted_isGoneFromEverywhere_andRestoredWhole() {
    var id = rich();
    desk.store().write(tx -> desk.cards().archive(tx, Desk.ANNA, id));
    var before = desk.card(id);
    assertThat(desk.delete(id)).isEqualTo(before);
    assertThatThrownBy(() -> desk.card(id)).hasMessageContaining("There is no card OPS-1");
    assertThatThrownBy(() -> desk.reopen(id)).hasMessageContaining("There is no card OPS-1");
    assertThatThrownBy(() -> desk.delete(id)).hasMessageContaining("There is no card OPS-1");
    var archived = new CardFilter(OPS, Set.of(CardState.ARCHIVED), Optional.empty(), "", "", "");
    var bens = new CardFilter(OPS, Set.of(CardState.ARCHIVED), Optional.empty(), "ben", "x", "");
    for (var filter : List.of(archived, bens)) {
      for (var order : CardOrder.values()) {
        assertThat(list(filter, order)).as("%s", order).isEmpty();
      }
    }
    assertThat(desk.restore(id)).isEqualTo(before);
    assertThat(desk.card(id)).isEqualTo(before);
    assertThat(desk.store().eventKinds()).endsWith("card.deleted", "card.restored");
    assertThatThrownBy(() -> desk.restore(id)).hasMessageContaining("not in the trash");
  }

  @Test
  void deletedInSight_isRestoredInSight() {
    var id = desk.create("a").id();
    assertThatThrownBy(() -> desk.delete(id)).hasMessageContaining("cancel or archive it first");
    desk.complete(id, 0, "good");
    desk.delete(id);
    var back = desk.restore(id);
    assertThat(back.state()).isEqualTo(CardState.DONE);
    assertThat(back.outcome()).isEqualTo("good");
  }

  @Test
  void afterAMonth_noRowIsLeft_andNoStepIsLong() {
    var id = rich();
    desk.createAfter("child", id);
    desk.store().write(tx -> desk.cards().archive(tx, Desk.ANNA, id));
    desk.delete(id);
    assertThat(desk.purge()).isZero();
    waitAMonth();
    assertThatThrownBy(() -> desk.restore(id)).hasMessageContaining("not in the trash");
    assertThat(desk.purge()).isEqualTo(2);
    for (String table : TABLES) {
      long mine =
          table.equals("card") || table.startsWith("search") || table.equals("card_wait") ? 1 : 0;
      assertThat(rows(table)).as(table).isEqualTo(mine); // The child's.
    }
    assertThat(rows("edge")).isZero();
    assertThat(rows("search_text")).isEqualTo(1);
    assertThat(desk.store().eventKinds()).endsWith("card.purged");
    assertThat(desk.create("next").id().number()).isEqualTo(3);
  }

  @Test
  void aStepTakesManySmallCards_butNotAllOfThem() {
    for (int i = 0; i < 50; i++) {
      var id = desk.create("c" + i).id();
      desk.complete(id, 0);
      desk.delete(id);
    }
    waitAMonth();
    assertThat(desk.purge()).isBetween(2, 10);
    assertThat(rows("trash")).isZero();
    assertThat(desk.store().eventKinds().stream().filter("card.purged"::equals)).hasSize(50);
  }

  @Test
  void whatWaitsForADeletedCard_isNeverPromoted_andAskedAboutInTheEnd() {
    var parent = desk.create("parent").id();
    var waits = desk.createAfter("waits", parent).id();
    var cancels = desk.create("cancels").id();
    desk.link(parent, cancels, Condition.ON_SUCCESS, Otherwise.CANCEL);
    desk.store().write(tx -> desk.cards().archive(tx, Desk.ANNA, parent));
    desk.delete(parent);
    assertThat(desk.card(waits).state()).isEqualTo(CardState.TODO);
    assertThat(desk.card(cancels).state()).isEqualTo(CardState.CANCELLED);
    waitAMonth();
    desk.purge();
    var blocked = desk.card(waits);
    assertThat(blocked.state()).isEqualTo(CardState.BLOCKED);
    assertThat(blocked.reason()).contains("waited for OPS-1", "was deleted");
    assertThat(desk.unblock(waits).state()).isEqualTo(CardState.READY);
  }

  @Test
  void whatWaitedForAGoodEnd_goesOn() {
    var parent = desk.create("parent").id();
    var child = desk.createAfter("child", parent).id();
    desk.complete(parent, 0);
    desk.delete(parent);
    waitAMonth();
    desk.purge();
    assertThat(desk.card(child).state()).isEqualTo(CardState.READY);
    assertThat(edges(child)).isEmpty();
  }

  @Test
  void childInTheTrash_whoseParentEnds_staysThere() {
    var parent = desk.create("parent").id();
    var child = desk.createAfter("child", parent).id();
    desk.store().write(tx -> desk.cards().archive(tx, Desk.ANNA, child));
    desk.delete(child);
    desk.complete(parent, 0);
    assertThat(desk.restore(child).state()).isEqualTo(CardState.ARCHIVED);
    var back = desk.store().write(tx -> desk.cards().unarchive(tx, Desk.ANNA, child));
    assertThat(back.state()).isEqualTo(CardState.READY);
  }

  @Test
  void trash_isListedLastDeletedFirst_pageByPage() {
    var trash = new Trash(desk.boards(), desk.cards());
    for (int i = 0; i < 5; i++) {
      var id = desk.create("c" + i).id();
      desk.complete(id, 0);
      desk.store().clock().advance(Duration.ofSeconds(i % 2));
      desk.delete(id);
    }
    var all =
        desk.store()
            .read(s -> trash.list(s, OPS, java.time.Instant.ofEpochMilli(Long.MAX_VALUE), 0, 9));
    assertThat(all)
        .extracting(item -> item.card().id().number())
        .containsExactly(5L, 4L, 3L, 2L, 1L);
    var third = all.get(2).trashed();
    var rest =
        desk.store().read(s -> trash.list(s, OPS, third.deleteTime(), third.card().number(), 1));
    assertThat(rest).containsExactly(all.get(3));
  }
}
