package dev.gazette.board.card;

import dev.gazette.board.card.SimulatedStore.Crash;
import dev.gazette.platform.error.Refusal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One life of a board, all of which follows from its seed: people and workers do what they like,
/// time goes by and jumps, timers are late, the service dies in the middle of a write and comes
/// back. After each step everything that was promised must hold.
///
/// A verb is added to it where it is one of {@link People} or of {@link Workers}; what it must
/// never do, to {@link Invariants} if tables show it, to {@link Told} if events do.
final class Simulation {

  /// How many steps a life has.
  static final int STEPS = 250;

  private static final int ALL_EVERY = 25;
  private static final int LAST = 8;

  private final long seed;
  private final World world;
  private final Chance chance;
  private final Memory memory = new Memory();
  private final Told told = new Told();
  private final List<Deed> calls = new ArrayList<>();
  private final List<Deed> all = new ArrayList<>();
  private final Deque<String> last = new ArrayDeque<>();
  private final Map<String, Integer> tally;

  private Simulation(SimulatedStore store, long seed, Map<String, Integer> tally) {
    this.seed = seed;
    this.tally = tally;
    world = new World(store, seed, People.BOARDS);
    chance = new Chance(seed);
    var people = new People(world, chance, memory, told);
    calls.addAll(people.deeds());
    calls.addAll(new Workers(world, chance, memory, told, people).deeds());
    calls.addAll(new Bounds(world, chance).deeds());
    calls.add(new Deed("forget", 3, this::forget));
    all.addAll(calls);
    all.add(new Deed("pass", 8, this::pass));
    all.add(new Deed("timers", 6, () -> world.timers() + " went"));
    all.add(new Deed("jump", 1, this::jump));
    all.add(new Deed("crash", 4, this::crash));
    all.add(new Deed("lose an answer", 3, this::loseAnswer));
  }

  /// Lives the life of a seed. Answers the line that tells what was broken; empty if nothing was.
  ///
  /// @param tally counts what was done, by verb
  static Optional<String> run(SimulatedStore store, long seed, Map<String, Integer> tally) {
    var simulation = new Simulation(store, seed, tally);
    int step = 0;
    try {
      for (; step < STEPS; step++) {
        simulation.step(step);
      }
      return Optional.empty();
    } catch (RuntimeException | AssertionError failure) {
      return Optional.of(simulation.tell(step, failure));
    }
  }

  private String tell(int step, Throwable failure) {
    return "seed %d, step %d: %s; after %s. Again: -Dsimulation.seed=%d"
        .formatted(seed, step, failure, String.join(" | ", last), seed)
        .replace('\n', ' ');
  }

  private void step(int step) {
    String line = any(step < 3 ? calls.subList(0, 1) : all);
    int events = told.read(world.store());
    Broken.unless(!Deed.traceless(line) || events == 0, "it left %d events", events);
    Invariants.check(world.store());
    told.check(world.desk());
    if ((step + 1) % ALL_EVERY == 0) {
      told.checkAll(world.desk());
    }
  }

  /// Does one of these deeds, and notes it.
  private String any(List<Deed> deeds) {
    int left = chance.below(deeds.stream().mapToInt(Deed::weight).sum());
    for (var deed : deeds) {
      left -= deed.weight();
      if (left < 0) {
        note(deed.name());
        String line = attempt(deed);
        note(line);
        return line;
      }
    }
    throw new IllegalStateException("no deed");
  }

  private String attempt(Deed deed) {
    try {
      String line = deed.act().get();
      tally.merge(deed.name(), 1, Integer::sum);
      return line;
    } catch (Refusal refusal) {
      tally.merge("refused", 1, Integer::sum);
      return "refused: " + refusal.sentence();
    }
  }

  private void note(String line) {
    last.add(line.length() > 160 ? line.substring(0, 160) + "…" : line);
    if (last.size() > 2 * LAST) {
      last.remove();
    }
  }

  private String pass() {
    var time = chance.seconds(30);
    world.pass(time);
    return chance.oneIn(3) ? time + ", timers late" : time + ", " + world.timers() + " went";
  }

  /// What is some minutes old goes, or as much of it as the service lives for.
  private String forget() {
    var before = world.store().clock().instant().minus(chance.seconds(300));
    return world.desk().forget(before, 1 + chance.below(20), 1 + chance.below(20)) + " forgotten";
  }

  /// An hour back or on, or a few seconds: somebody sets the clock, or closes the lid.
  private String jump() {
    var time = chance.oneIn(3) ? chance.seconds(20) : Duration.ofHours(chance.either() ? 1 : -1);
    world.jump(time);
    return time.toString();
  }

  /// The service dies in the middle of what it does, mostly.
  private String crash() {
    world.store().crashWith(chance.below(14));
    try {
      return any(calls) + ", then restarted";
    } catch (Crash _) {
      return "crashed";
    } finally {
      world.restart();
    }
  }

  /// The service dies between the commit and the answer: nobody knows that it was done.
  private String loseAnswer() {
    int known = memory.grips.size();
    String line = any(calls);
    memory.grips.subList(known, memory.grips.size()).clear();
    world.restart();
    return line;
  }
}
