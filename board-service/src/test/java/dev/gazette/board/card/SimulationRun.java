package dev.gazette.board.card;

import java.util.HashMap;

/// The simulation in a process of its own, for {@link MutationsTest}.
final class SimulationRun {

  private SimulationRun() {}

  /// Lives so many lives, and prints what the first broken promise was.
  ///
  /// @param arguments how many
  public static void main(String[] arguments) {
    try (var store = new SimulatedStore()) {
      for (long seed = 1; seed <= Long.parseLong(arguments[0]); seed++) {
        var broken = Simulation.run(store, seed, new HashMap<>());
        if (broken.isPresent()) {
          System.out.println(broken.get());
          return;
        }
      }
    }
  }
}
