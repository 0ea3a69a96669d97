package dev.gazette.bench;

import com.google.protobuf.util.Durations;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// How soon a worker that waits in line has a card: from the sending of the write that makes it
/// ready to the arrival of the claim.
final class NextBench implements Benchmark {

  private static final String BOARD = "line";

  /// How long a new waiter is given to stand in line.
  private static final long STANDING_MILLIS = 10;

  @Override
  public void measure(Place place, Section section) throws Exception {
    int cards = place.times(500, 50);
    var table = new ArrayList<List<String>>();
    table.add(List.of("workers in line", "p50 ms", "p99 ms"));
    try (var gazette = Gazette.in(place, "home").up();
        var client = new BoardClient(gazette.grpcPort(BoardBench.PORT), gazette.token())) {
      BoardBench.warmUp(client, place.times(60_000, 12_000));
      client.createBoard(BOARD);
      section.say("%d cards each, one at a time, after 50 that do not count.", cards);
      for (int workers : new int[] {1, 100}) {
        var claimed = claimed(client, workers, cards);
        table.add(
            List.of(
                Integer.toString(workers),
                Spread.number(claimed.median()),
                Spread.number(claimed.at(0.99))));
        System.out.println(String.join(" | ", table.getLast()));
      }
    }
    section.table(table);
  }

  /// For whoever got a card another one stands in line.
  private static Spread claimed(BoardClient client, int workers, int cards) throws Exception {
    var claimed = new LinkedBlockingQueue<Long>();
    for (int i = 0; i < workers; i++) {
      wait(client, i, claimed);
    }
    long[] nanos = new long[cards];
    for (int i = -50; i < cards; i++) {
      TimeUnit.MILLISECONDS.sleep(STANDING_MILLIS);
      long took = create(client, claimed);
      if (i >= 0) {
        nanos[i] = took;
      }
      wait(client, i & 1, claimed);
    }
    for (int i = 0; i < workers; i++) { // So that nobody is left in line.
      create(client, claimed);
    }
    return Spread.ofNanos(nanos);
  }

  /// Makes a card; answers how long it took until somebody had it.
  private static long create(BoardClient client, BlockingQueue<Long> claimed)
      throws InterruptedException {
    long start = System.nanoTime();
    Load.run(1, 1, client.create(BOARD));
    Long end = claimed.poll(30, TimeUnit.SECONDS);
    if (end == null) {
      throw new IllegalStateException("nobody in line got the card");
    }
    return end - start;
  }

  /// Stands in line, and tells when it got its card.
  private static void wait(BoardClient client, int connection, BlockingQueue<Long> claimed) {
    client
        .stub(connection, CardServiceGrpc::newStub)
        .withDeadlineAfter(10, TimeUnit.MINUTES)
        .claimNextCard(
            ClaimNextCardRequest.newBuilder()
                .setBoardId(BOARD)
                .setWorker("bench")
                .setRequestId(BoardClient.requestId())
                .setWait(Durations.fromMinutes(9))
                .build(),
            BoardClient.<Claim>answer(_ -> claimed.add(System.nanoTime()), _ -> {}));
  }
}
