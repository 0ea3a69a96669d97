package dev.gazette.board.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Many lives of a board. `-Dsimulation.seed=N` lives only one again.
@Tag("proof")
final class SimulationTest {

  private static final int QUICK = 50;
  private static final int CI = 1_000;
  private static final int FULL = 100_000;

  /// How many seeds there are at a level of proof.
  static int seeds(String proof) {
    return switch (proof) {
      case "full" -> FULL;
      case "ci" -> CI;
      default -> QUICK;
    };
  }

  @Test
  void everyLife_keepsEveryPromise() {
    var only = Long.getLong("simulation.seed");
    long first = only == null ? 1 : only;
    long last = only == null ? seeds(System.getProperty("gazette.proof", "quick")) : only;
    var tally = new TreeMap<String, Integer>();
    try (var store = new SimulatedStore()) {
      for (long seed = first; seed <= last; seed++) {
        Simulation.run(store, seed, tally).ifPresent(line -> fail(line));
      }
    }
    if (only == null) {
      assertThat(tally).as("every verb succeeds now and then").hasSizeGreaterThan(55);
    }
  }
}
