package dev.gazette.bench;

import java.util.ArrayList;
import java.util.List;

/// What the product's own writer said to sqlite-jdbc while it made, claimed and completed cards:
/// each operation with its statements and their parameters, in order. Played back on bare JDBC, it
/// writes the same rows into the same tables.
final class Tape {

  private static final String BEGIN = "SAVEPOINT operation";
  private static final String END = "RELEASE operation";

  private final List<List<Step>> operations = new ArrayList<>();
  private List<Step> open = List.of();

  /// A statement that ran once.
  ///
  /// @param sql its text
  /// @param parameters in order, as the driver got them
  record Step(String sql, Object[] parameters) {}

  /// Notes a statement. What runs between operations belongs to the group, not to one of them.
  void note(String sql, Object[] parameters) {
    if (sql.equals(BEGIN)) {
      open = new ArrayList<>();
    } else if (sql.equals(END)) {
      operations.add(open);
      open = List.of();
    } else if (open instanceof ArrayList<Step> steps) {
      steps.add(new Step(sql, parameters));
    }
  }

  /// The operations so far.
  List<List<Step>> operations() {
    return operations;
  }
}
