package dev.gazette.board.comment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.Column;
import dev.gazette.board.card.Brief;
import dev.gazette.board.card.Card;
import dev.gazette.board.card.Cards;
import dev.gazette.board.card.Triage;
import dev.gazette.board.card.Verbs;
import dev.gazette.board.waiting.BlockKind;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.testkit.TestStore;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("stores")
final class AnswersTest {

  private static final Actor ANNA = new Actor("anna", "c1");
  private static final BoardId OPS = new BoardId("ops");
  private static final CardId CARD = new CardId(OPS, 1);

  private final TestStore store;
  private final Boards boards = new Boards();
  private final Cards cards = new Cards(boards);
  private final Comments comments = new Comments(cards);
  private final Verbs verbs = new Verbs(cards);
  private final Answers answers = new Answers(cards, comments, verbs, new Triage(cards));

  AnswersTest(Supplier<TestStore> kind) {
    store = kind.get();
    store.write(tx -> boards.create(tx, ANNA, OPS, "", "", List.of()));
    store.write(tx -> cards.create(tx, ANNA, OPS, Brief.of("a"), Optional.empty()));
  }

  static List<Supplier<TestStore>> stores() {
    return TestStore.both("board");
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void block() {
    store.write(tx -> verbs.block(tx, ANNA, CARD, 0, BlockKind.NEEDS_INPUT, "which key?"));
  }

  private Card answer() {
    return store.write(tx -> answers.answer(tx, ANNA, CARD, "the staging key"));
  }

  private List<Comment> said() {
    return store.read(session -> comments.list(session, CARD, 0, Long.MAX_VALUE, false, 9));
  }

  @Test
  void answer_saysItAndLetsTheCardGoOn() {
    block();
    assertThat(answer().state()).isEqualTo(CardState.READY);
    assertThat(said()).extracting(Comment::text).containsExactly("the staging key");
    assertThat(store.eventKinds()).endsWith("card.blocked", "card.commented", "card.unblocked");
  }

  @Test
  void answer_thatCannotLetItGoOn_saysNothing() {
    block();
    var columns =
        store.read(session -> boards.get(session, OPS)).columns().stream()
            .map(it ->
                it.state() == CardState.READY ? new Column(it.id(), it.title(), it.state(), 1) : it)
            .toList();
    var full = new Boards.Change(Optional.empty(), Optional.empty(), Optional.of(columns), "");
    store.write(tx -> boards.update(tx, ANNA, OPS, full));
    store.write(tx -> cards.create(tx, ANNA, OPS, Brief.of("b"), Optional.empty()));
    assertThatThrownBy(this::answer).hasMessageContaining("of at most 1 cards");
    assertThat(said()).isEmpty();
    assertThat(store.read(session -> cards.get(session, CARD)).state())
        .isEqualTo(CardState.BLOCKED);
  }

  @Test
  void answer_ofACardThatAsksNothing_namesTheVerbThatFits() {
    assertThatThrownBy(this::answer).hasMessageContaining("`card comment` tells it something");
    store.write(tx -> cards.archive(tx, ANNA, CARD));
    assertThatThrownBy(this::answer).hasMessageContaining("`card unarchive` brings it back");
    assertThat(said()).isEmpty();
  }
}
