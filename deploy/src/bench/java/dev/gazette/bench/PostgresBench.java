package dev.gazette.bench;

import dev.gazette.bench.BoardBench.Callers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The board on PostgreSQL beside the board on SQLite, in turns: two Gazettes that differ in the
/// URL of one database. Then a second replica on the same PostgreSQL, beside the first.
final class PostgresBench implements Benchmark {

  private static final int HTTP_PORT = 8_000;
  private static final int NEXT_PORTS = 100;
  private static final String URL = "GAZETTE_BOARD_DATABASE_URL";

  @Override
  public void measure(Place place, Section section) throws Exception {
    try (var postgres = Postgres.in(place);
        var embedded = Gazette.in(place, "home").up();
        var served =
            Gazette.in(place, "served").beside(NEXT_PORTS).with(URL, postgres.url()).up()) {
      String token = served.token();
      try (var toEmbedded = client(embedded, embedded.token());
          var toServed = client(served, token)) {
        int rounds = place.times(3, 1);
        long calls = BoardBench.warmUp(toEmbedded, place.times(120_000, 12_000));
        BoardBench.warmUp(toServed, place.times(120_000, 12_000));
        section.say(
            "PostgreSQL %s, `fsync` and `synchronous_commit` on. Warm-up: %,d calls to each from %d callers. Then %d rounds each.",
            postgres.version(), calls, BoardBench.MOST_CALLERS, rounds);
        var lite = embedded.process();
        var board = served.process();
        var table = new ArrayList<List<String>>();
        table.add(BoardBench.HEAD);
        double one = 0;
        double ratio = 0;
        for (var callers : callers(place)) {
          var usage = new Usage(lite::processorNanos);
          var both = new Usage(board::processorNanos, postgres::processorNanos);
          double before =
              BoardBench.measure(callers.on("SQLite"), toEmbedded, usage, rounds, table);
          one = BoardBench.measure(callers.on("PostgreSQL"), toServed, both, rounds, table);
          ratio = one / before;
        }
        section.table(table);
        section.say(
            "With %d callers PostgreSQL makes %.2f of the cycles that SQLite makes.",
            BoardBench.MOST_CALLERS, ratio);
        section.table(growth(place, toEmbedded, toServed, rounds));
        var two = replicas(place, postgres, served, token, rounds);
        section.say(
            "%d callers spread over two replicas on that PostgreSQL: %s cycles/s, %.2f times those of one.",
            BoardBench.MOST_CALLERS, two.text(), two.median() / one);
      }
    }
  }

  private static List<Callers> callers(Place place) {
    return List.of(
        new Callers(1, "1 caller", place.times(1_000, 200)),
        new Callers(16, "16 callers", place.times(4_000, 1_000)),
        new Callers(BoardBench.MOST_CALLERS, "64 callers", place.times(10_000, 2_000)));
  }

  private static BoardClient client(Gazette gazette, String token) {
    return new BoardClient(gazette.grpcPort(BoardBench.PORT), token);
  }

  private static List<List<String>> growth(
      Place place, BoardClient embedded, BoardClient served, int rounds)
      throws InterruptedException {
    int waiting = place.times(10_000, 1_000);
    int reads = place.times(50, 5);
    String name = ", %,d".formatted(waiting);
    return List.of(
        GrowthBench.HEAD,
        GrowthBench.row("SQLite" + name, embedded, waiting, rounds, reads),
        GrowthBench.row("PostgreSQL" + name, served, waiting, rounds, reads));
  }

  /// The cycles a second of two replicas together.
  private static Spread replicas(
      Place place, Postgres postgres, Gazette first, String token, int rounds) throws Exception {
    var second = replica(place, postgres, first);
    var process = second.java(List.of(), "dev.gazette.board.BoardService").start();
    try (var here = client(first, token);
        var there = client(second, token)) {
      second.awaitReady(List.of(HTTP_PORT));
      BoardBench.warmUp(there, place.times(60_000, 12_000));
      var clients = List.of(here, there);
      int cards = place.times(10_000, 2_000);
      double[] rates = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        Load.run(BoardBench.MOST_CALLERS, cards, here.create("default"));
        Load.Work cycle =
            (piece, over) -> clients.get(piece % 2).cycle("default").begin(piece / 2, over);
        rates[round] = Load.run(BoardBench.MOST_CALLERS, cards, cycle).perSecond();
      }
      return new Spread(rates);
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  /// The board alone: all else of the house is that of the first one, whose key it has.
  private static Gazette replica(Place place, Postgres postgres, Gazette first) throws IOException {
    var replica =
        Gazette.in(place, "replica")
            .beside(2 * NEXT_PORTS)
            .with(URL, postgres.url())
            .with("GAZETTE_TRUST", first.home().resolve("trust").toString())
            .with("GAZETTE_PEERS_AUTH", "127.0.0.1:" + first.grpcPort(50_055))
            .with("GAZETTE_PEERS_INFERENCE", "127.0.0.1:" + first.grpcPort(50_054))
            .with("GAZETTE_PEERS_PROBE", "127.0.0.1:" + first.grpcPort(50_052))
            .with("GAZETTE_PEERS_GOVERNOR", "127.0.0.1:" + first.grpcPort(50_051));
    var key = Path.of("data", "board", "key");
    Files.createDirectories(replica.home().resolve(key).getParent());
    Files.copy(first.home().resolve(key), replica.home().resolve(key));
    return replica;
  }
}
