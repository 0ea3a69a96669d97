package dev.gazette.bench;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.card.Brief;
import dev.gazette.board.card.Cards;
import dev.gazette.board.card.ClaimOutcome;
import dev.gazette.board.card.Claims;
import dev.gazette.board.card.Links;
import dev.gazette.board.card.Verbs;
import dev.gazette.board.card.Wanted;
import dev.gazette.board.edge.Condition;
import dev.gazette.board.edge.Otherwise;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Database;
import dev.gazette.platform.store.Migrations;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Writer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The kernel in process beside that of Hermes: operations and writer on a file of their own, each
/// write durable before it is answered, without gRPC, tokens and kept answers.
final class KernelBench implements Benchmark {

  private static final BoardId BOARD = new BoardId("default");
  private static final Actor ACTOR = new Actor("bench", "");
  private static final Claims.Terms TERMS = new Claims.Terms("bench", Duration.ofMinutes(15));

  /// How many cards may wait for one.
  private static final int CHILDREN = 1_000;

  private final Boards boards = new Boards();
  private final Cards cards = new Cards(boards);
  private final Claims claims = new Claims(boards);
  private final Verbs verbs = new Verbs(cards);
  private final Links links = new Links(cards);

  @Override
  public void measure(Place place, Section section) throws Exception {
    var hermes = Hermes.here(place, section);
    int pieces = place.times(20_000, 2_000);
    var cycles = new ArrayList<List<String>>();
    cycles.add(List.of("claim + complete cycles /s", "1 worker", "8 workers", "64 workers"));
    var row = new ArrayList<String>(List.of("Gazette's kernel"));
    double best = 0;
    try (var writer = open(place)) {
      create(writer, 3 * pieces);
      Load.run(64, 3 * pieces, cycle(writer)); // Warms the JVM up.
      for (int workers : new int[] {1, 8, 64}) {
        double[] rounds = new double[place.times(5, 2)];
        for (int i = 0; i < rounds.length; i++) {
          create(writer, pieces / 4);
          rounds[i] = Load.run(workers, pieces / 4, cycle(writer)).perSecond();
        }
        var spread = new Spread(rounds);
        row.add(spread.text());
        best = Math.max(best, spread.median());
      }
    }
    cycles.add(row);
    if (hermes.isPresent()) {
      cycles.add(
          List.of(
              "that of Hermes",
              Spread.number(hermes.get().cycles(1)),
              Spread.number(hermes.get().cycles(8)),
              ""));
    }
    section.table(cycles);
    if (hermes.isPresent()) {
      section.say("At its best %.1f times Hermes at its best.", best / hermes.get().best());
    }
    section.table(completions(place, hermes));
  }

  private List<List<String>> completions(Place place, Optional<Hermes> hermes) throws Exception {
    var head = new ArrayList<String>(List.of("a completion at one worker, p50 ms"));
    var ours = new ArrayList<String>(List.of("Gazette's kernel"));
    var theirs = new ArrayList<String>(List.of("that of Hermes"));
    for (int waiting : new int[] {0, 1_000, 10_000}) {
      head.add("%,d waiting".formatted(waiting));
      ours.add(Spread.number(completion(place, waiting)));
      hermes.ifPresent(it -> theirs.add(Spread.number(it.completionMillis(waiting))));
    }
    return hermes.isPresent() ? List.of(head, ours, theirs) : List.of(head, ours);
  }

  /// The median of completions while cards wait for others that stay open.
  private double completion(Place place, int waiting) throws Exception {
    try (var writer = open(place)) {
      var parents = new ArrayList<CardId>();
      for (int i = 0; i < waiting; i++) {
        if (i % CHILDREN == 0) {
          parents.add(
              write(
                  writer, tx -> cards.create(tx, ACTOR, BOARD, brief("p"), Optional.empty()).id()));
        }
        var parent = new Links.Wanted(parents.getLast(), Condition.ON_SUCCESS, Otherwise.WAIT);
        write(
            writer,
            tx ->
                links.create(
                    tx, ACTOR, BOARD, brief("b"), Optional.empty(), List.of(parent), _ -> true));
      }
      long[] nanos = new long[1_000];
      for (int i = -500; i < nanos.length; i++) {
        var id =
            write(writer, tx -> cards.create(tx, ACTOR, BOARD, brief("x"), Optional.empty()).id());
        write(writer, tx -> claims.claim(tx, ACTOR, id, TERMS));
        long start = System.nanoTime();
        write(writer, tx -> verbs.complete(tx, ACTOR, id, 1, "ok", ""));
        if (i >= 0) {
          nanos[i] = System.nanoTime() - start;
        }
      }
      return Spread.ofNanos(nanos).median();
    }
  }

  private Writer open(Place place) throws Exception {
    var database = Database.file("board", place.fresh("kernel").resolve("board.db"));
    Migrations.migrate(database);
    var writer = new Writer(database, InstantSource.system(), new SecureRandom(), _ -> {});
    write(
        writer,
        tx -> {
          boards.ensureDefault(tx, ACTOR);
          return true;
        });
    return writer;
  }

  private static <T> T write(Writer writer, Operation<T> operation) {
    return writer.write(operation).toCompletableFuture().join();
  }

  private static Brief brief(String title) {
    return new Brief(title, "", 0, List.of(), "", null, "");
  }

  private void create(Writer writer, int pieces) throws InterruptedException {
    Load.run(
        64,
        pieces,
        (piece, over) ->
            when(
                writer,
                tx -> cards.create(tx, ACTOR, BOARD, brief("Card " + piece), Optional.empty()),
                _ -> over.accept(null),
                over));
  }

  private Load.Work cycle(Writer writer) {
    return (_, over) ->
        when(
            writer,
            tx -> (ClaimOutcome.Claimed) claims.claimNext(tx, ACTOR, BOARD, Wanted.ANYTHING, TERMS),
            claimed ->
                when(
                    writer,
                    tx ->
                        verbs.complete(
                            tx, ACTOR, claimed.card().id(), claimed.lease().epoch(), "done", ""),
                    _ -> over.accept(null),
                    over),
            over);
  }

  private static <T> void when(
      Writer writer, Operation<T> operation, Consumer<T> done, Consumer<Throwable> over) {
    var _ =
        writer
            .write(operation)
            .whenComplete((value, failed) -> {
              if (failed == null) {
                done.accept(value);
              } else {
                over.accept(failed);
              }
            });
  }
}
