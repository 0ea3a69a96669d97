package dev.gazette.bench;

import dev.gazette.proto.board.v1.Claim;
import java.util.ArrayList;
import java.util.List;

/// What waiting cards cost: the same work on an empty board, on one with 10,000 cards and on one
/// with ten times as many.
final class GrowthBench implements Benchmark {

  private static final int CALLERS = 64;

  /// The columns of {@link #row}.
  static final List<String> HEAD =
      List.of(
          "waiting cards",
          "cycles /s with 64 callers",
          "completion at one caller, p50 / p99 ms",
          "whole board read in pages of 1,000, p50 / p95 ms");

  @Override
  public void measure(Place place, Section section) throws Exception {
    int ten = place.times(10_000, 1_000);
    int rounds = place.times(5, 2);
    var table = new ArrayList<List<String>>();
    table.add(HEAD);
    try (var gazette = Gazette.in(place, "home").up();
        var client = new BoardClient(gazette.grpcPort(BoardBench.PORT), gazette.token())) {
      long calls = BoardBench.warmUp(client, place.times(300_000, 60_000));
      section.say(
          "Warm-up: %,d calls from %d callers, and 30 reads of each board.", calls, CALLERS);
      for (int waiting : new int[] {0, ten, 10 * ten}) {
        table.add(row("%,d".formatted(waiting), client, waiting, rounds, place.times(100, 10)));
      }
    }
    section.table(table);
  }

  /// What it costs on a new board.
  static List<String> row(String name, BoardClient client, int waiting, int rounds, int reads)
      throws InterruptedException {
    String board = "waiting-" + waiting;
    client.createBoard(board);
    Load.run(CALLERS, Math.max(1, waiting), client.create(board));
    var read = reads(client, board, reads);
    int cards = 2_000;
    var claims = new Claim[cards];
    Load.run(CALLERS, cards, client.create(board));
    Load.run(CALLERS, cards, client.claim(board, claims));
    var completion = Load.run(1, cards, client.complete(claims)).latency();
    double[] cycles = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      Load.run(CALLERS, 5 * cards, client.create(board));
      cycles[round] = Load.run(CALLERS, 5 * cards, client.cycle(board)).perSecond();
    }
    var row =
        List.of(
            name,
            new Spread(cycles).text(),
            Spread.number(completion.median()) + " / " + Spread.number(completion.at(0.99)),
            Spread.number(read.median()) + " / " + Spread.number(read.at(0.95)));
    System.out.println(String.join(" | ", row));
    return row;
  }

  private static Spread reads(BoardClient client, String board, int times) {
    long[] nanos = new long[times];
    for (int i = -30; i < times; i++) {
      long start = System.nanoTime();
      client.readBoard(board);
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    return Spread.ofNanos(nanos);
  }
}
