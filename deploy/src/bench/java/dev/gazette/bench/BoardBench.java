package dev.gazette.bench;

import dev.gazette.proto.board.v1.Claim;
import java.util.ArrayList;
import java.util.List;

/// How many durable writes a second the board takes over gRPC from the process that `gazette up`
/// starts, everything switched on, beside the same SQL on bare sqlite-jdbc.
final class BoardBench implements Benchmark {

  /// The board's gRPC port before the offset.
  static final int PORT = 50_053;

  static final int MOST_CALLERS = 64;

  /// The columns of {@link #measure}.
  static final List<String> HEAD =
      List.of(
          "",
          "create /s",
          "claim next /s",
          "complete /s",
          "claim + complete cycles /s",
          "p50 / p99 of a cycle, ms",
          "cores: server + callers");

  private static final int COLD_CARDS = 2_000;
  private static final int WARM_UP_CARDS = 4_000;
  private static final int GROUP = 64;

  @Override
  public void measure(Place place, Section section) throws Exception {
    int rounds = place.times(5, 2);
    var table = new ArrayList<List<String>>();
    table.add(HEAD);
    double best;
    try (var gazette = Gazette.in(place, "home").up();
        var client = new BoardClient(gazette.grpcPort(PORT), gazette.token())) {
      cold(client, section);
      long calls = warmUp(client, place.times(300_000, 60_000));
      section.say(
          "Warm-up: %,d calls from %d callers. Then %d rounds each; the median with the lowest and the highest.",
          calls, MOST_CALLERS, rounds);
      var one = new Callers(1, "1 caller", place.times(2_000, 500));
      var some = new Callers(16, "16 callers", place.times(10_000, 2_000));
      var most = new Callers(MOST_CALLERS, "64 callers", place.times(20_000, 4_000));
      var server = gazette.process();
      measure(one, client, new Usage(server::processorNanos), rounds, table);
      measure(some, client, new Usage(server::processorNanos), rounds, table);
      best = measure(most, client, new Usage(server::processorNanos), rounds, table);
    }
    var raw = raw(place, rounds, table);
    section.table(table);
    section.say(
        "With %d callers a cycle costs %.2f times what the same SQL costs on bare sqlite-jdbc with %d operations a commit, and %.2f of what it costs there with a commit each.",
        MOST_CALLERS, raw.batched() / best, GROUP, raw.single() / best);
    Hermes.race(place, section, best);
  }

  /// What the first calls of a process find, of which nothing is compiled yet but what the AOT
  /// cache told to.
  private static void cold(BoardClient client, Section section) throws InterruptedException {
    var create = Load.run(MOST_CALLERS, COLD_CARDS, client.create("default"));
    var cycle = Load.run(MOST_CALLERS, COLD_CARDS, client.cycle("default"));
    section.say(
        "Cold, the first %,d cards since the start, once, %d callers: %s creates/s, then %s cycles/s.",
        COLD_CARDS,
        MOST_CALLERS,
        Spread.number(create.perSecond()),
        Spread.number(cycle.perSecond()));
  }

  /// Works off cards on the default board until so many calls were made.
  static long warmUp(BoardClient client, int calls) throws InterruptedException {
    long made = 0;
    while (made < calls) {
      Load.run(MOST_CALLERS, WARM_UP_CARDS, client.create("default"));
      Load.run(MOST_CALLERS, WARM_UP_CARDS, client.cycle("default"));
      made += 3L * WARM_UP_CARDS;
    }
    return made;
  }

  /// Who calls at once, what the line of the table is called, and how many cards they work off in
  /// each round.
  record Callers(int count, String name, int cards) {

    /// The same where the table compares two stores.
    Callers on(String store) {
      return new Callers(count, store + ", " + name, cards);
    }
  }

  /// Adds a line to the table; answers the cycles a second.
  static double measure(
      Callers from, BoardClient client, Usage usage, int rounds, List<List<String>> table)
      throws Exception {
    int callers = from.count();
    int cards = from.cards();
    double[][] rates = new double[4][rounds];
    Spread latency = null;
    for (int round = 0; round < rounds; round++) {
      var claims = new Claim[cards];
      rates[0][round] = Load.run(callers, cards, client.create("default")).perSecond();
      rates[1][round] = Load.run(callers, cards, client.claim("default", claims)).perSecond();
      rates[2][round] = Load.run(callers, cards, client.complete(claims)).perSecond();
      Load.run(MOST_CALLERS, cards, client.create("default"));
      usage.start();
      var cycles = Load.run(callers, cards, client.cycle("default"));
      usage.stop();
      rates[3][round] = cycles.perSecond();
      latency = cycles.latency();
    }
    var row = new ArrayList<String>();
    row.add(from.name());
    for (double[] rate : rates) {
      row.add(new Spread(rate).text());
    }
    row.add(Spread.number(latency.median()) + " / " + Spread.number(latency.at(0.99)));
    row.add(usage.text());
    table.add(row);
    System.out.println(String.join(" | ", row));
    return new Spread(rates[3]).median();
  }

  private record Raw(double single, double batched) {}

  private static Raw raw(Place place, int rounds, List<List<String>> table) throws Exception {
    int cards = place.times(10_000, 2_000);
    var batched = new RawBoard(place, cards, GROUP);
    batched.play(); // Warms the JVM up.
    return new Raw(
        raw(new RawBoard(place, cards, 1), "bare sqlite-jdbc, a commit each", rounds, table),
        raw(batched, "bare sqlite-jdbc, %d operations a commit".formatted(GROUP), rounds, table));
  }

  private static double raw(RawBoard raw, String name, int rounds, List<List<String>> table)
      throws Exception {
    double[][] rates = new double[4][rounds];
    for (int round = 0; round < rounds; round++) {
      var played = raw.play();
      rates[0][round] = played.create();
      rates[1][round] = played.claim();
      rates[2][round] = played.complete();
      rates[3][round] = played.cycles();
    }
    var row = new ArrayList<String>();
    row.add(name);
    for (double[] rate : rates) {
      row.add(new Spread(rate).text());
    }
    row.add("");
    row.add("");
    table.add(row);
    System.out.println(String.join(" | ", row));
    return new Spread(rates[3]).median();
  }
}
