package dev.gazette.bench;

import java.util.Arrays;
import java.util.Locale;

/// Repeated measurements of one thing, in one unit.
record Spread(double[] sorted) {

  Spread {
    sorted = sorted.clone();
    Arrays.sort(sorted);
  }

  /// Nanoseconds as a spread of milliseconds.
  static Spread ofNanos(long[] nanos) {
    return new Spread(Arrays.stream(nanos).mapToDouble(each -> each / 1e6).toArray());
  }

  double median() {
    return at(0.5);
  }

  /// The value that a share of all does not exceed.
  double at(double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
  }

  /// The median with the lowest and the highest: `9,120 (8,800–9,400)`.
  String text() {
    return "%s (%s–%s)"
        .formatted(number(median()), number(sorted[0]), number(sorted[sorted.length - 1]));
  }

  /// A number with as many digits as a reader needs.
  static String number(double value) {
    return String.format(
        Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
  }
}
