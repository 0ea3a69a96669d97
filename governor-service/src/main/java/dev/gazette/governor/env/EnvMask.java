package dev.gazette.governor.env;

import dev.gazette.governor.env.EnvStatement.Assignment;
import dev.gazette.governor.env.EnvStatement.Other;
import dev.gazette.governor.text.Lines;
import java.util.List;
import java.util.regex.Pattern;

/// Shows statements without their values. An assignment that is commented out loses its value too.
final class EnvMask {

  private static final String MASK = "****";
  private static final Pattern COMMENTED_OUT =
      Pattern.compile("(\\s*#[#\\s]*(?:export\\s+)?[A-Za-z_][A-Za-z0-9_.-]*\\s*=).*");

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
      case Other other -> lines.add(shown(other));
    }
  }

  private static String shown(Other other) {
    if (!other.isComment()) {
      return MASK;
    }
    String line = Lines.bare(other.text());
    var commentedOut = COMMENTED_OUT.matcher(line);
    return commentedOut.matches() ? commentedOut.group(1) + MASK : line;
  }
}
