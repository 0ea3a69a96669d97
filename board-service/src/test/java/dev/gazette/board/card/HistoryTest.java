package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.board.board.CardId;
import dev.gazette.board.comment.Comments;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class HistoryTest {

  private static final Duration KEPT = Duration.ofDays(30);

  private final Desk desk;

  HistoryTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private Instant old() {
    return desk.store().clock().instant().minus(KEPT);
  }

  private int forget() {
    return desk.forget(old(), 3, Integer.MAX_VALUE);
  }

  private void waitTwoMonths() {
    desk.store().clock().advance(KEPT.multipliedBy(2));
    desk.create("what happens today"); // The newest event of a log stays.
  }

  private List<String> told(CardId id) {
    return desk.store().events().stream()
        .filter(event -> event.subject().equals(id.resource()))
        .map(Event::kind)
        .toList();
  }

  private int runs(CardId id) {
    return desk.store().read(session -> Runs.list(session, id, Long.MAX_VALUE, 99)).size();
  }

  /// A card with two attempts and an end.
  private CardId done() {
    var card = desk.running("done");
    desk.store().write(tx -> desk.leases().release(tx, ANNA, card.id(), 1, ""));
    desk.claim(card.id());
    return desk.complete(card.id(), 2).id();
  }

  /// The card as what is kept of the log tells it.
  private String folded(CardId id) {
    var fold = new Fold();
    desk.store().events().forEach(fold::add);
    return fold.card(id.toString());
  }

  @Test
  void ofAnOpenCard_everythingSurvives_howeverOld() {
    var open = desk.running("open").id();
    desk.store().write(tx -> desk.leases().release(tx, ANNA, open, 1, "later"));
    waitTwoMonths();
    forget();
    assertThat(told(open)).containsExactly("card.created", "card.claimed", "card.released");
    assertThat(runs(open)).isOne();
    assertThat(folded(open)).isEqualTo(Fold.of(desk.card(open)));
  }

  @Test
  void ofACardThatEndedLongAgo_nothingIsLeftButTheCard() {
    var id = done();
    var before = desk.card(id);
    waitTwoMonths();
    assertThat(forget()).isPositive();
    assertThat(told(id)).isEmpty();
    assertThat(runs(id)).isZero();
    assertThat(desk.card(id)).isEqualTo(before);
    assertThat(forget()).as("nothing is left to forget").isZero();
  }

  @Test
  void aCardThatEndedLately_keepsWhatIsOld() {
    var id = desk.running("slow").id();
    desk.store().clock().advance(KEPT.multipliedBy(2));
    desk.complete(id, 1);
    desk.create("what happens today");
    forget();
    assertThat(told(id)).containsExactly("card.created", "card.claimed", "card.completed");
  }

  @Test
  void aCardThatIsWrittenAgain_isToldAnew_sothatFoldingGivesIt() {
    var parent = desk.create("parent").id();
    desk.complete(parent, 0);
    var id = desk.createAfter("child", parent).id();
    desk.claim(id);
    desk.complete(id, 1, "shipped");
    waitTwoMonths();
    forget();
    desk.reopen(id);
    assertThat(told(id)).containsExactly("card.recalled", "card.reopened");
    assertThat(folded(id)).isEqualTo(Fold.of(desk.card(id)));
    var fold = new Fold();
    desk.store().events().forEach(fold::add);
    assertThat(fold.edges()).isEqualTo(EdgesFound.in(desk.store()));
    desk.claim(id);
    assertThat(told(id)).as("told once").hasSize(3);
  }

  @Test
  void anArchivedCard_comesBackAsItWas() {
    var id = desk.create("b").id();
    desk.block(id, 0);
    desk.store().write(tx -> desk.cards().archive(tx, ANNA, id));
    waitTwoMonths();
    forget();
    desk.store().write(tx -> desk.cards().unarchive(tx, ANNA, id));
    assertThat(folded(id)).isEqualTo(Fold.of(desk.card(id)));
    assertThat(folded(id)).contains("block_reason=no key");
  }

  @Test
  void aKillBetweenBatches_leavesNoHalfTruth_andTheNextRunTakesTheRest() {
    var id = done();
    waitTwoMonths();
    desk.forget(old(), 3, 1); // The board's own event and two of the card's; then it dies.
    assertThat(told(id)).hasSize(3);
    desk.reopen(id);
    assertThat(folded(id)).isEqualTo(Fold.of(desk.card(id)));
    forget();
    assertThat(told(id)).containsExactly("card.recalled", "card.reopened");
    assertThat(folded(id)).isEqualTo(Fold.of(desk.card(id)));
  }

  @Test
  void aCardThatEndsAgain_isForgottenAgain() {
    var id = done();
    waitTwoMonths();
    forget();
    desk.reopen(id);
    desk.complete(id, 0);
    waitTwoMonths();
    forget();
    assertThat(told(id)).isEmpty();
    desk.reopen(id);
    assertThat(told(id)).containsExactly("card.recalled", "card.reopened");
  }

  @Test
  void aCommentOnAForgottenCard_needsNothingElse() {
    var id = done();
    waitTwoMonths();
    forget();
    desk.store().write(tx -> new Comments(desk.cards()).create(tx, ANNA, id, "thanks", 0));
    assertThat(told(id)).containsExactly("card.commented");
  }

  @Test
  void aPurgedCard_isForgottenByTheAgeOfItsEvents() {
    var id = done();
    desk.delete(id);
    desk.store().clock().advance(Trash.KEPT);
    desk.purge();
    waitTwoMonths();
    forget();
    assertThat(told(id)).isEmpty();
    long marks = desk.store().read(s -> s.sql("SELECT COUNT(*) FROM card_forgotten").number());
    assertThat(marks).isZero();
  }

  @Test
  void theNewestEventStays_sothatTheLogGoesOnFromIt() {
    desk.store().clock().advance(KEPT.multipliedBy(2));
    forget();
    assertThat(desk.store().eventKinds()).containsExactly("board.created");
    desk.complete(desk.create("a").id(), 0);
    assertThat(desk.store().events()).extracting(Event::position).containsExactly(1L, 2L, 3L);
  }
}
