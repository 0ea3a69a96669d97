package dev.gazette.deploy;

/// How much the proofs repeat, from `-Dproof`.
final class Proof {

  private static final String LEVEL = System.getProperty("gazette.proof", "quick");

  private Proof() {}

  /// One of three numbers.
  static int rounds(int quick, int ci, int full) {
    return switch (LEVEL) {
      case "quick" -> quick;
      case "ci" -> ci;
      default -> full;
    };
  }
}
