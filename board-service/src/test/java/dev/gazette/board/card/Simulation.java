package dev.gazette.board.card;

import dev.gazette.board.card.SimulatedStore.Crash;
import dev.gazette.board.card.SimulatedStore.Torn;
import dev.gazette.board.hook.Hooking;
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
  private static final String PASS = "pass";
  private static final String TIMERS = "timers";

  private final long seed;
  private final World world;
  private final Chance chance;
  private final Memory memory = new Memory();
  private final Told told = new Told();
  private final List<Deed> calls = new ArrayList<>();
  private final List<Deed> all = new ArrayList<>();
  private final Deque<String> last = new ArrayDeque<>();
  private final Map<String, Integer> tally;
  private final Bin bin;
  private final Owners owners;
  private final Makers makers;
  private final Hooking hooks;
  private boolean byTimers;

  private Simulation(SimulatedStore store, long seed, Map<String, Integer> tally) {
    this.seed = seed;
    this.tally = tally;
    world = new World(store, seed, People.BOARDS);
    chance = new Chance(seed);
    var people = new People(world, chance, memory, told);
    var workers = new Workers(world, chance, memory, told, people);
    calls.addAll(people.deeds());
    calls.addAll(workers.deeds());
    calls.addAll(new Bounds(world, chance).deeds());
    calls.add(new Deed("forget", 3, this::forget));
    calls.addAll(new Templates(world, chance, memory, people).deeds());
    calls.addAll(new Turns(world, chance, memory, workers).deeds());
    bin = new Bin(world, chance, memory, people, told);
    calls.addAll(bin.deeds());
    owners = new Owners(world, chance, told);
    calls.addAll(owners.deeds());
    makers = new Makers(world, chance, told, people, workers);
    calls.addAll(makers.deeds());
    hooks = new Hooking(world.store(), world.desk().boards());
    calls.add(new Deed("hook", 1, () -> hooks.change(chance.below(8))));
    calls.add(new Deed("queue for hooks", 3, () -> hooks.queue(1 + chance.below(30))));
    calls.add(new Deed("deliver", 3, () -> hooks.deliver(chance.either())));
    all.addAll(calls);
    all.add(new Deed(PASS, 8, this::pass));
    all.add(new Deed(TIMERS, 6, () -> world.timers() + " went"));
    all.add(new Deed("sleep for a month", 1, this::sleep));
    all.add(new Deed("group", 5, this::group));
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
      simulation.told.checkWords(simulation.world.desk());
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
    look(any(step < 3 ? calls.subList(0, 1) : all));
    if ((step + 1) % ALL_EVERY == 0) {
      told.checkAll(world.desk());
      bin.check();
      owners.check();
      makers.check();
      hooks.check();
    }
  }

  /// What must hold after something was done.
  private void look(String line) {
    int events = told.read(world.store(), byTimers);
    memory.seen(told.made());
    told.boards().gone().forEach(memory::gone);
    Broken.unless(!Deed.traceless(line) || events == 0, "it left %d events", events);
    Invariants.check(world.store());
    told.check(world.desk());
  }

  /// Does one of these deeds, and notes it.
  private String any(List<Deed> deeds) {
    int left = chance.below(deeds.stream().mapToInt(Deed::weight).sum());
    for (var deed : deeds) {
      left -= deed.weight();
      if (left < 0) {
        note(deed.name());
        byTimers = deed.name().equals(PASS) || deed.name().equals(TIMERS);
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
    } catch (Torn torn) {
      tally.merge(torn.getMessage(), 1, Integer::sum);
      return "refused: " + torn.getMessage();
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
    byTimers = true;
    return chance.oneIn(3) ? time + ", timers late" : time + ", " + world.timers() + " went";
  }

  /// So long that what was deleted before is removed. One never knows what a timer does first.
  private String sleep() {
    world.pass(Trash.KEPT.plus(chance.seconds(100)));
    byTimers = true;
    return chance.oneIn(3) ? "timers late" : world.timers() + " went";
  }

  /// Several writes in one commit, some of which break amid what they do: they leave nothing, and
  /// the others stay.
  private String group() {
    world.store().beginGroup();
    for (int left = 2 + chance.below(4); left > 0; left--) {
      if (chance.oneIn(3)) {
        world.store().tearWith(chance.below(14));
      }
      look(any(calls));
    }
    world.store().endGroup();
    return "a group";
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
