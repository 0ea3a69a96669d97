package dev.gazette.board.comment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.card.Brief;
import dev.gazette.board.card.Cards;
import dev.gazette.board.card.Claims;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("stores")
final class CommentsTest {

  private static final Actor ANNA = new Actor("anna", "c1");
  private static final BoardId OPS = new BoardId("ops");
  private static final CardId CARD = new CardId(OPS, 1);

  private final TestStore store;
  private final Cards cards;
  private final Boards boards = new Boards();
  private final Comments comments;

  CommentsTest(Supplier<TestStore> kind) {
    store = kind.get();
    cards = new Cards(boards);
    comments = new Comments(cards);
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

  private Comment say(CardId card, String text, long epoch) {
    return store.write(tx -> comments.create(tx, ANNA, card, text, epoch));
  }

  private List<Comment> list(long after, long before, boolean newestFirst, int limit) {
    return store.read(session -> comments.list(session, CARD, after, before, newestFirst, limit));
  }

  @Test
  void create_keepsEverything_andLeavesTheCardAsItIs() {
    var before = store.read(session -> cards.get(session, CARD));
    var said = say(CARD, "# مرحبا 🚢\r\n'; DROP TABLE comment; --", 0);
    assertThat(said.id()).isEqualTo(1);
    assertThat(said.author()).isEqualTo("anna");
    assertThat(list(0, Long.MAX_VALUE, false, 9)).containsExactly(said);
    var after = store.read(session -> cards.get(session, CARD));
    assertThat(after).isEqualTo(before);
    var event = store.events().getLast();
    assertThat(event.kind()).isEqualTo("card.commented");
    assertThat(event.subject()).isEqualTo("boards/ops/cards/OPS-1");
    assertThat(event.payload()).isEqualTo("{\"author\":\"anna\",\"length\":36,\"comment_id\":1}");
  }

  @Test
  void list_afterWhatWasSeen_missesNothingOfABurst() {
    long seen = 0;
    for (int i = 0; i < 20; i++) {
      say(CARD, "comment " + i, 0); // The pinned clock stands still: all within one millisecond.
      if (i % 3 == 0) {
        var more = list(seen, Long.MAX_VALUE, false, 100);
        assertThat(more.getFirst().id()).isEqualTo(seen + 1);
        seen = more.getLast().id();
        assertThat(seen).isEqualTo(i + 1);
      }
    }
    assertThat(list(0, Long.MAX_VALUE, true, 3))
        .extracting(Comment::id)
        .containsExactly(20L, 19L, 18L);
    assertThat(list(0, 3, true, 3)).extracting(Comment::id).containsExactly(2L, 1L);
  }

  @Test
  void create_underALease_belongsToItsRun_untilItEnds() {
    var claims = new Claims(boards);
    var terms = new Claims.Terms("w1", Duration.ofMinutes(1));
    store.write(tx -> claims.claim(tx, ANNA, CARD, terms));
    assertThat(say(CARD, "mine", 1).epoch()).isEqualTo(1);
    assertThat(say(CARD, "aside", 0).epoch()).isZero();
    assertThatThrownBy(() -> say(CARD, "late", 2)).hasMessageContaining("Cannot comment on OPS-1");
    store.write(tx -> cards.archive(tx, ANNA, CARD));
    assertThatThrownBy(() -> say(CARD, "late", 1)).hasMessageContaining("lease 1 has ended");
    assertThat(say(CARD, "of an archived card", 0).id()).isEqualTo(3);
  }

  @Test
  void create_onACardThatIsNotThereOrFull_isRefused() {
    assertThatThrownBy(() -> say(new CardId(OPS, 9), "a", 0)).hasMessageContaining("no card OPS-9");
    store.write(tx -> {
      CommentStore.insert(
          tx.session(), new Comment(CARD, Comments.MOST, "anna", "last", 0, tx.now()));
      return CARD;
    });
    assertThatThrownBy(() -> say(CARD, "one more", 0)).hasMessageContaining("it has 10,000");
  }
}
