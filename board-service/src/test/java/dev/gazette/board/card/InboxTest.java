package dev.gazette.board.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.waiting.Asked;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class InboxTest {

  private static final BoardId DEV = new BoardId("dev");

  private final Desk desk;

  InboxTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
    desk.store().write(tx -> desk.boards().create(tx, Desk.ANNA, DEV, "", "", List.of()));
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private List<CardId> list(Predicate<BoardId> readable, Optional<BoardId> board, int size) {
    return desk
        .store()
        .read(session -> desk.inbox().list(session, readable, board, Asked.START, size))
        .stream()
        .map(item -> item.card().id())
        .toList();
  }

  private List<CardId> all() {
    return list(_ -> true, Optional.empty(), 50);
  }

  private CardId blocked(BoardId board) {
    desk.store().clock().advance(Duration.ofMinutes(1));
    var id =
        desk.store()
            .write(tx -> desk.cards().create(tx, Desk.ANNA, board, Brief.of("a"), Optional.empty()))
            .id();
    desk.block(id, 0);
    return id;
  }

  @Test
  void list_hasWhatWaitsForAPerson_longestFirst() {
    var late = desk.create("late").id();
    var first = blocked(Desk.OPS);
    var other = blocked(DEV);
    desk.schedule(desk.create("asleep").id(), 0, Duration.ofHours(1));
    desk.store().clock().advance(Duration.ofMinutes(1));
    desk.review(late, 0, "eve");
    assertThat(all()).containsExactly(first, other, late);
    desk.unblock(first);
    desk.claim(late);
    assertThat(all()).containsExactly(other);
    desk.lapse(Desk.LONG_READY);
    desk.store().clock().advance(Duration.ofHours(1));
    desk.lapse(Desk.LONG_READY);
    assertThat(all()).containsExactly(other, late);
    desk.complete(late, 0);
    desk.store().write(tx -> desk.cards().archive(tx, Desk.ANNA, other));
    assertThat(all()).isEmpty();
  }

  @Test
  void list_ofTheBoardsThatOneMayRead() {
    var ops = blocked(Desk.OPS);
    var dev = blocked(DEV);
    var more = blocked(Desk.OPS);
    assertThat(list(Desk.OPS::equals, Optional.empty(), 1)).containsExactly(ops);
    assertThat(list(Desk.OPS::equals, Optional.empty(), 3)).containsExactly(ops, more);
    assertThat(list(_ -> true, Optional.of(DEV), 3)).containsExactly(dev);
    assertThat(list(_ -> false, Optional.empty(), 1)).isEmpty();
  }
}
