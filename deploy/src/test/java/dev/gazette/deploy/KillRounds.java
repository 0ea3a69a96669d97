package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.ListCardsRequest;
import io.grpc.ManagedChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Kills something in the middle of a stream of writes, starts it again, and compares what it has
/// with what it acknowledged; then again.
final class KillRounds {

  private static final int LONGEST_STREAM_MILLIS = 500;
  private static final int PAGE = 1_000;

  private final Victim victim;
  private final Random random;
  private final int killsPerCheck;
  private final CardStream stream = new CardStream();

  /// Rounds whose lengths come from a seed.
  ///
  /// @param killsPerCheck how often it is killed before all that it has is looked at
  KillRounds(Victim victim, long seed, int killsPerCheck) {
    this.victim = victim;
    this.random = new Random(seed);
    this.killsPerCheck = killsPerCheck;
  }

  /// Kills it so often. It runs afterwards.
  void run(int rounds) throws Exception {
    victim.start();
    for (int round = 1; round <= rounds; round++) {
      int before = stream.made.size();
      streamUntilKilled();
      assertThat(stream.made).as("written in round %d", round).hasSizeGreaterThan(before);
      boolean check = round % killsPerCheck == 0 || round == rounds;
      if (check) {
        Databases.assertWhole(victim.home());
      }
      victim.start();
      goOn(check);
    }
  }

  private void streamUntilKilled() throws InterruptedException {
    int goal = stream.made.size() + 1 + random.nextInt(200);
    var channel = channel();
    var writers = stream.start(channel);
    long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (stream.made.size() < goal && System.nanoTime() < latest) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(LONGEST_STREAM_MILLIS)));
    victim.kill();
    for (var writer : writers) {
      writer.join();
    }
    channel.shutdownNow();
  }

  private ManagedChannel channel() {
    return Bearer.channel(victim.boardPort(), victim.token());
  }

  /// Repeats what was not answered, and compares what it has with what it acknowledged.
  private void goOn(boolean check) {
    var channel = channel();
    try {
      var cards = CardServiceGrpc.newBlockingStub(channel);
      stream.repeat(cards);
      if (check) {
        compare(cards(cards));
      }
    } finally {
      channel.shutdownNow();
    }
  }

  private void compare(Map<String, Card> found) {
    var titles = new HashMap<String, String>();
    found.forEach((id, card) ->
        assertThat(titles.put(card.getTitle(), id)).as("a second " + card.getTitle()).isNull());
    assertThat(titles).as("acknowledged and no more").isEqualTo(stream.made);
    stream.completed.forEach((title, id) ->
        assertThat(found.get(id))
            .as(title)
            .extracting(Card::getState, Card::getSummary)
            .containsExactly(CardState.CARD_STATE_DONE, "done " + title));
  }

  private static Map<String, Card> cards(CardServiceBlockingStub cards) {
    var all = new HashMap<String, Card>();
    String page = "";
    do {
      var answer =
          cards
              .withDeadlineAfter(30, TimeUnit.SECONDS)
              .listCards(
                  ListCardsRequest.newBuilder()
                      .setBoardId("default")
                      .setPageSize(PAGE)
                      .setPageToken(page)
                      .build());
      answer.getCardsList().forEach(card -> all.put(card.getId(), card));
      page = answer.getNextPageToken();
    } while (!page.isEmpty());
    return all;
  }
}
