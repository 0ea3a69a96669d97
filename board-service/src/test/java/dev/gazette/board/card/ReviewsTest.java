package dev.gazette.board.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.run.Run;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.testkit.TestStore;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class ReviewsTest {

  private final Desk desk;

  ReviewsTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private List<Run> runs(CardId id) {
    return desk.store().read(session -> Runs.list(session, id, Long.MAX_VALUE, 10)).reversed();
  }

  private Card inReview() {
    return desk.review(desk.running("a").id(), 1, "eve");
  }

  private ClaimOutcome next(boolean review) {
    var wanted = new Wanted("", "", "", review);
    return desk.store()
        .write(tx ->
            desk.claims()
                .claimNext(tx, Desk.ANNA, Desk.OPS, wanted, new Claims.Terms("w9", Desk.MINUTE)));
  }

  @Test
  void workReviewChangesWorkReviewDone_isFourRuns() {
    var id = desk.running("a").id();
    var waiting = desk.review(id, 1, "eve");
    assertThat(waiting).isEqualTo(desk.card(id));
    assertThat(waiting.state()).isEqualTo(CardState.REVIEW);
    assertThat(waiting.brief().assignee()).isEqualTo("eve");
    desk.claim(id, "eve", Desk.MINUTE);
    var back = desk.changes(id, 2);
    assertThat(back).isEqualTo(desk.card(id));
    assertThat(back.state()).isEqualTo(CardState.READY);
    assertThat(back.brief().assignee()).isEqualTo("w1");
    assertThat(back.waits().none()).isTrue();
    desk.claim(id);
    desk.review(id, 3, "eve");
    desk.claim(id, "eve", Desk.MINUTE);
    assertThat(desk.complete(id, 4).state()).isEqualTo(CardState.DONE);
    assertThat(runs(id))
        .extracting(Run::worker, Run::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("w1", RunOutcome.REVIEW_REQUESTED),
            org.assertj.core.groups.Tuple.tuple("eve", RunOutcome.CHANGES_REQUESTED),
            org.assertj.core.groups.Tuple.tuple("w1", RunOutcome.REVIEW_REQUESTED),
            org.assertj.core.groups.Tuple.tuple("eve", RunOutcome.COMPLETED));
    assertThat(runs(id)).extracting(Run::summary).startsWith("look", "shorter");
  }

  @Test
  void lapseOrReleaseOfAReview_returnsToReview_notReady() {
    var id = inReview().id();
    desk.claim(id, "eve", Desk.MINUTE);
    desk.store().clock().advance(Desk.MINUTE);
    desk.lapse(Desk.LONG_READY);
    assertThat(desk.card(id).state()).isEqualTo(CardState.REVIEW);
    desk.claim(id, "eve", Desk.MINUTE);
    desk.store().write(tx -> desk.leases().release(tx, Desk.ANNA, id, 3, ""));
    assertThat(desk.card(id).state()).isEqualTo(CardState.REVIEW);
    assertThat(desk.card(id).waits().review()).isNotNull();
  }

  @Test
  void blockOfAReview_thenUnblock_returnsToReview() {
    var id = inReview().id();
    desk.claim(id, "eve", Desk.MINUTE);
    desk.block(id, 2);
    assertThat(desk.unblock(id).state()).isEqualTo(CardState.REVIEW);
  }

  @Test
  void archiveOfARunningReview_comesBackToReview() {
    var id = inReview().id();
    desk.claim(id, "eve", Desk.MINUTE);
    desk.store().write(tx -> desk.cards().archive(tx, Desk.ANNA, id));
    var back = desk.store().write(tx -> desk.cards().unarchive(tx, Desk.ANNA, id));
    assertThat(back.state()).isEqualTo(CardState.REVIEW);
  }

  @Test
  void claimNext_leavesReviewsToReviewers() {
    var review = inReview();
    var work = desk.create("b");
    assertThat(next(true))
        .isInstanceOfSatisfying(
            ClaimOutcome.Claimed.class, it -> assertThat(it.card().id()).isEqualTo(review.id()));
    assertThat(next(false))
        .isInstanceOfSatisfying(
            ClaimOutcome.Claimed.class, it -> assertThat(it.card().id()).isEqualTo(work.id()));
    assertThat(next(true)).isInstanceOf(ClaimOutcome.NothingReady.class);
  }

  @Test
  void reviewByHand_andChangesByHand_keepWhatWasSaid() {
    var id = desk.create("a").id();
    var waiting = desk.review(id, 0, "");
    assertThat(waiting.waits().review()).isNotNull();
    assertThat(waiting.waits().review().implementer()).isEqualTo("anna");
    assertThat(desk.changes(id, 0).brief().assignee()).isEqualTo("anna");
    assertThat(runs(id)).extracting(Run::summary).containsExactly("look", "shorter");
  }

  @Test
  void reopenedReview_waitsAgain_andItsChangesGoToWhoDidTheWork() {
    var id = inReview().id();
    desk.claim(id, "eve", Desk.MINUTE);
    desk.complete(id, 2);
    var child = desk.createAfter("b", id).id();
    assertThat(desk.card(child).state()).isEqualTo(CardState.READY);
    var waiting = desk.reopenReview(id, "");
    assertThat(waiting).isEqualTo(desk.card(id));
    assertThat(waiting.state()).isEqualTo(CardState.REVIEW);
    assertThat(waiting.brief().assignee()).isEqualTo("eve");
    assertThat(waiting.outcome()).isEmpty();
    assertThat(waiting.waits().review()).isNotNull();
    assertThat(waiting.waits().review().implementer()).isEqualTo("w1");
    assertThat(waiting.waits().review().summary()).isEqualTo("look");
    assertThat(desk.card(child).state()).isEqualTo(CardState.TODO);
    assertThat(desk.store().eventKinds()).endsWith("card.review_reopened", "card.retracted");
    assertThat(desk.changes(id, 0).brief().assignee()).isEqualTo("w1");
  }

  @Test
  void reopenedReview_ofWorkThatWasInNone_isItsAssignees() {
    var id = desk.create(Brief.of("a").assignedTo("ben")).id();
    desk.complete(id, 0);
    var waiting = desk.reopenReview(id, "look at the tests");
    assertThat(waiting.waits().review()).isNotNull();
    assertThat(waiting.waits().review().implementer()).isEqualTo("ben");
    assertThat(waiting.waits().review().summary()).isEqualTo("look at the tests");
    assertThatThrownBy(() -> desk.reopenReview(id, "")).hasMessageContaining("only a done card");
  }

  @Test
  void reopenedReview_ofWhatWaitsForOthers_isRefused() {
    var id = desk.create("a").id();
    desk.complete(id, 0);
    desk.link(desk.create("P").id(), id);
    assertThatThrownBy(() -> desk.reopenReview(id, "")).hasMessageContaining("it waits for OPS-2");
    assertThat(desk.card(id).state()).isEqualTo(CardState.DONE);
  }

  @Test
  void changes_ofWorkThatIsNotInReview_isRefused() {
    var id = desk.running("a").id();
    assertThatThrownBy(() -> desk.changes(id, 1)).hasMessageContaining("only a card in review");
    assertThat(desk.card(id).state()).isEqualTo(CardState.RUNNING);
  }
}
