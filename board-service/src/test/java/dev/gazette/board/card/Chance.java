package dev.gazette.board.card;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/// What is left to chance, all from one seed.
final class Chance {

  private final Random random;

  Chance(long seed) {
    this.random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  boolean either() {
    return random.nextBoolean();
  }

  <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  /// Mostly one of the last of a list.
  <T> T pickLate(List<T> list) {
    int back = oneIn(4) ? list.size() : Math.min(list.size(), 8);
    return list.get(list.size() - 1 - random.nextInt(back));
  }

  Duration seconds(int bound) {
    return Duration.ofSeconds(random.nextInt(bound));
  }
}
