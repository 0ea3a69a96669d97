package dev.gazette.cli.output;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds what somebody probably meant: the nearest name by Damerau-Levenshtein distance (optimal
/// string alignment), when it is near enough.
public final class Nearest {

  private Nearest() {}

  /// The nearest of some names: at most a third of its letters wrong, and one wrong always allowed;
  /// or the only name that the word begins.
  public static Optional<String> of(String word, Collection<String> names) {
    String wanted = word.toLowerCase(Locale.ROOT);
    var near =
        names.stream()
            .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= allowed(wanted))
            .min(Comparator.comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT))));
    if (near.isPresent() || wanted.isEmpty()) {
      return near;
    }
    var begun =
        names.stream().filter(name -> name.toLowerCase(Locale.ROOT).startsWith(wanted)).toList();
    return begun.size() == 1 ? Optional.of(begun.getFirst()) : Optional.empty();
  }

  /// ` Did you mean X?`, or nothing.
  public static String hint(String word, Collection<String> names) {
    return of(word, names).map(name -> " Did you mean " + Text.line(name) + "?").orElse("");
  }

  private static int allowed(String word) {
    return Math.max(1, word.length() / 3);
  }

  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(Math.min(row[j - 1] + 1, last[j] + 1), last[j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
        }
      }
      beforeLast = last;
      last = row;
    }
    return last[b.length()];
  }
}
