package dev.gazette.inference.chat;

import dev.gazette.inference.provider.ModelName;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Finds the name that was probably meant: by edit distance (Levenshtein), at most a third of the
/// wanted one's length, or one that only says more or less (`llama3` and `llama3.2`).
final class Nearest {

  private Nearest() {}

  static Optional<ModelName> to(ModelName wanted, Collection<ModelName> present) {
    return present.stream()
        .filter(name -> isNear(wanted.text(), name.text()))
        .min(Comparator.comparingInt(name -> distance(wanted.text(), name.text())));
  }

  private static boolean isNear(String wanted, String name) {
    return name.startsWith(wanted)
        || wanted.startsWith(name)
        || distance(wanted, name) <= Math.max(1, wanted.length() / 3);
  }

  private static int distance(String from, String to) {
    var row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
