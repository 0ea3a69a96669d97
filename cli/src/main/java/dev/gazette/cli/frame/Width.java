package dev.gazette.cli.frame;

import dev.gazette.cli.process.Surroundings;

/// How many cells a line may take.
final class Width {

  private Width() {}

  /// What `COLUMNS` says, for a terminal; 0, for any number, where nobody looks or nobody says.
  static int of(Surroundings around) {
    if (!around.terminals().out()) {
      return 0;
    }
    return around
        .variable("COLUMNS")
        .filter(text -> text.matches("[1-9]\\d{0,3}"))
        .map(Integer::parseInt)
        .orElse(0);
  }
}
