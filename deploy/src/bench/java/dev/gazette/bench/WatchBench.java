package dev.gazette.bench;

import dev.gazette.proto.common.v1.EventLogServiceGrpc;
import dev.gazette.proto.common.v1.WatchEventsRequest;
import dev.gazette.proto.common.v1.WatchEventsResponse;
import io.grpc.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// How soon watchers hear of an event: from the sending of the write that makes it to its arrival
/// at each of them. The next write begins when all have heard of the one before.
final class WatchBench implements Benchmark {

  private static final String BOARD = "watched";
  private static final long LONGEST_SECONDS = 30;

  @Override
  public void measure(Place place, Section section) throws Exception {
    int events = place.times(200, 30);
    var table = new ArrayList<List<String>>();
    table.add(List.of("watchers", "p50 ms", "p99 ms", "the slowest of all, ms"));
    try (var gazette = Gazette.in(place, "home").up();
        var client = new BoardClient(gazette.grpcPort(BoardBench.PORT), gazette.token())) {
      BoardBench.warmUp(client, place.times(60_000, 12_000));
      client.createBoard(BOARD);
      section.say(
          "%d events each, after 20 that do not count; all watchers on two connections.", events);
      for (int watchers : new int[] {1, 50, 500}) {
        var heard = heard(client, watchers, events);
        table.add(
            List.of(
                Integer.toString(watchers),
                Spread.number(heard.median()),
                Spread.number(heard.at(0.99)),
                Spread.number(heard.at(1))));
        System.out.println(String.join(" | ", table.getLast()));
      }
    }
    section.table(table);
  }

  private static Spread heard(BoardClient client, int watchers, int events) throws Exception {
    var round = new Round(watchers);
    try (var watching = Context.current().withCancellation()) {
      watching.run(() -> watch(client, watchers, round));
      return heard(client, round, watchers, events);
    }
  }

  private static void watch(BoardClient client, int watchers, Round round) {
    for (int i = 0; i < watchers; i++) {
      int watcher = i;
      client
          .stub(i, EventLogServiceGrpc::newStub)
          .withDeadlineAfter(10, TimeUnit.MINUTES)
          .watchEvents(
              WatchEventsRequest.newBuilder()
                  .setResumeToken("now")
                  .setSubjectPrefix("boards/" + BOARD)
                  .build(),
              BoardClient.answer(answer -> round.heard(watcher, answer), round::ended));
    }
  }

  private static Spread heard(BoardClient client, Round round, int watchers, int events)
      throws InterruptedException {
    TimeUnit.SECONDS.sleep(1); // Until all watch.
    long[] nanos = new long[watchers * events];
    for (int i = -20; i < events; i++) {
      long[] took = round.make(client);
      if (i >= 0) {
        System.arraycopy(took, 0, nanos, i * watchers, watchers);
      }
    }
    return Spread.ofNanos(nanos);
  }

  /// One event at a time.
  private static final class Round {
    private final long[] took;
    private volatile long start;
    private volatile Throwable failure;
    private volatile CountDownLatch missing = new CountDownLatch(0);

    Round(int watchers) {
      took = new long[watchers];
    }

    void heard(int watcher, WatchEventsResponse answer) {
      if (answer.hasEvent()) {
        took[watcher] = System.nanoTime() - start;
        missing.countDown();
      }
    }

    /// Ended by us, or by what the next wait tells.
    void ended(Throwable failed) {
      failure = failed;
    }

    long[] make(BoardClient client) throws InterruptedException {
      missing = new CountDownLatch(took.length);
      start = System.nanoTime();
      Load.run(1, 1, client.create(BOARD));
      if (!missing.await(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException(missing.getCount() + " watchers heard nothing", failure);
      }
      return took.clone();
    }
  }
}
