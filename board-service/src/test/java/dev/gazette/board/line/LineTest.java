package dev.gazette.board.line;

import static dev.gazette.board.error.BoardReason.LINE_FULL;
import static dev.gazette.board.error.BoardReason.NOTHING_READY;
import static dev.gazette.platform.error.PlatformReason.SHUTTING_DOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.board.board.BoardId;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Reason;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.testkit.ManualDelays;
import dev.gazette.platform.testkit.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The line on a real log, with a board that is no more than a number of ready cards.
@Timeout(60)
final class LineTest {

  private static final Actor ANNA = new Actor("anna", "c1");
  private static final Wish ANY = new Wish(Optional.of(new BoardId("ops")), "any");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;
  private final AtomicInteger ready = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> tried = new ConcurrentLinkedQueue<>();
  private TestServer server;
  private ManualDelays delays;
  private Line line;

  @BeforeEach
  void start() {
    server = new TestServer("board", folder, _ -> List.of());
    delays = new ManualDelays(server.clock());
    line = new Line(server.feed(), server.readers(), delays);
  }

  @AfterEach
  void stop() {
    line.drain();
    server.close();
  }

  /// Takes a card within a write, as a claim does.
  private Place<String> place(String name, Wish wish) {
    return new Place<>(wish, () -> server.writer().write(_ -> take(name)));
  }

  private String take(String name) {
    tried.add(name);
    if (ready.getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
      throw NOTHING_READY.because("Nothing.");
    }
    return name;
  }

  private CompletableFuture<String> join(String name) {
    return join(name, ANY);
  }

  private CompletableFuture<String> join(String name, Wish wish) {
    return line.join(place(name, wish), MINUTE).toCompletableFuture();
  }

  /// Makes cards ready, in one write.
  private void make(int cards) {
    tell("boards/ops/cards/OPS-1", "card.created", cards);
  }

  private void tell(String subject, String kind, int cards) {
    server
        .writer()
        .write(tx -> {
          ready.addAndGet(cards);
          for (int i = 0; i < Math.max(1, cards); i++) {
            tx.append(ANNA, new NewEvent(kind, Lane.BUSINESS, subject, Payload.empty()));
          }
          return true;
        })
        .toCompletableFuture()
        .join();
  }

  private void awaitTried(String name) {
    while (!tried.contains(name)) {
      Thread.onSpinWait();
    }
  }

  private void awaitTried(int times) {
    while (tried.size() < times) {
      Thread.onSpinWait();
    }
  }

  private void awaitLength(int length) {
    while (line.length() != length) {
      Thread.onSpinWait();
    }
  }

  private static void assertRefused(Reason reason, CompletionStage<?> answer) {
    assertThatThrownBy(() -> answer.toCompletableFuture().join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(reason));
  }

  @Test
  void whoComesFirst_isServedFirst() throws Exception {
    var answers = new ArrayList<CompletableFuture<String>>();
    for (int i = 0; i < 5; i++) {
      answers.add(join("w" + i));
    }
    awaitTried("w4");
    for (int i = 0; i < 5; i++) {
      int before = tried.size();
      make(1);
      assertThat(answers.get(i).get(10, TimeUnit.SECONDS)).isEqualTo("w" + i);
      awaitTried(before + Math.min(3, 5 - i)); // The winner and those in vain after it.
      assertThat(answers.subList(i + 1, 5)).noneMatch(CompletableFuture::isDone);
    }
  }

  @Test
  void oneCard_for100Waiters_isNoHerd() throws Exception {
    var answers = new ArrayList<CompletableFuture<String>>();
    for (int i = 0; i < 100; i++) {
      answers.add(join("w" + i));
      awaitTried("w" + i);
    }
    int before = tried.size();
    make(1);
    assertThat(answers.getFirst().get(10, TimeUnit.SECONDS)).isEqualTo("w0");
    assertThat(join("last")).isNotDone();
    awaitTried("last");
    assertThat(tried.size() - before)
        .as("the winner, two in vain, the first and the newcomer")
        .isBetween(3, 7);
  }

  @Test
  void manyCards_areGivenOutAtOnce() {
    var answers = new ArrayList<CompletableFuture<String>>();
    for (int i = 0; i < 64; i++) {
      answers.add(join("w" + i));
    }
    awaitTried("w63");
    tell("boards/ops", "board.updated", 64);
    answers.forEach(CompletableFuture::join);
    awaitLength(0);
  }

  @Test
  void whoWishesSomethingElse_isNotHeldUpByThoseBefore() throws Exception {
    var other = join("other", new Wish(Optional.of(new BoardId("dev")), "any"));
    awaitTried("other");
    var mine = join("mine");
    make(1);
    assertThat(mine.get(10, TimeUnit.SECONDS)).isEqualTo("mine");
    awaitLength(1);
    assertThat(other).isNotDone();
  }

  @Test
  void whoWentAway_isPassedOver() throws Exception {
    var gone = place("gone", ANY);
    line.join(gone, MINUTE);
    var next = join("next");
    awaitTried("next");
    gone.leave();
    make(1);
    assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo("next");
  }

  @Test
  void timeThatIsUp_endsTheWait() {
    var answer = join("w");
    awaitTried("w");
    delays.advance(MINUTE);
    assertRefused(NOTHING_READY, answer);
    awaitLength(0);
    assertThat(delays.next()).isEmpty();
  }

  @Test
  void timeThatIsUp_duringAnAttempt_losesNoCard() throws Exception {
    var attempt = new CompletableFuture<String>();
    var place = new Place<>(ANY, () -> attempt);
    var answer = line.join(place, MINUTE).toCompletableFuture();
    delays.advance(MINUTE);
    assertThat(answer).isNotDone();
    attempt.complete("given");
    assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("given");
  }

  @Test
  void moreThanMayWait_areRefused() {
    for (int i = 0; i < Line.BOUND; i++) {
      line.join(new Place<>(ANY, CompletableFuture::new), MINUTE);
    }
    assertThatThrownBy(() -> join("one more"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(LINE_FULL));
  }

  @Test
  void aServiceThatStops_letsGoOfEverybody() {
    var answer = join("w");
    awaitTried("w");
    line.drain();
    assertRefused(SHUTTING_DOWN, answer);
    assertThatThrownBy(() -> join("late"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(SHUTTING_DOWN));
  }
}
