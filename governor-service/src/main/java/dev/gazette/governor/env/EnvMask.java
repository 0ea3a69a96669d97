package dev.gazette.governor.env;

import dev.gazette.governor.env.EnvStatement.Assignment;
import dev.gazette.governor.env.EnvStatement.Other;
import dev.gazette.governor.text.Lines;
import java.util.List;

/// Shows statements without their values. A comment is shown as one, without its words: they may be
/// an old value, and no rule tells which are.
final class EnvMask {

  private static final String MASK = "****";

  private EnvMask() {}

  /// Adds what may be shown of a statement: as many lines as it has.
  static void show(EnvStatement statement, List<String> lines) {
    switch (statement) {
      case Assignment assignment -> {
        lines.add(assignment.prefix() + MASK);
        int more = Lines.split(assignment.text()).size() - 1;
        for (int i = 0; i < more; i++) {
          lines.add(MASK);
        }
      }
      case Other other -> lines.add(shown(other.text().strip()));
    }
  }

  private static String shown(String stripped) {
    if (stripped.isEmpty()) {
      return "";
    }
    return stripped.startsWith("#") ? "# " + MASK : MASK;
  }
}
