package dev.gazette.bench;

import java.util.ArrayList;
import java.util.List;

/// What the product's own writer said to sqlite-jdbc while it made, claimed and completed cards:
/// each group with its statements and their parameters, in order. Played back on bare JDBC, it
/// writes the same rows into the same tables.
final class Tape {

  private final List<List<Step>> groups = new ArrayList<>();
  private List<Step> open = List.of();

  /// A statement that ran once.
  ///
  /// @param sql its text
  /// @param parameters in order, as the driver got them
  record Step(String sql, Object[] parameters) {}

  /// Notes that a transaction begins.
  void begin() {
    open = new ArrayList<>();
  }

  /// Notes a statement. What runs outside a transaction is no write.
  void note(String sql, Object[] parameters) {
    if (open instanceof ArrayList<Step> steps) {
      steps.add(new Step(sql, parameters));
    }
  }

  /// Notes that the transaction was committed.
  void commit() {
    groups.add(open);
    open = List.of();
  }

  /// The groups since the last call, but for those that hold back others.
  List<List<Step>> take() {
    var taken =
        groups.stream()
            .filter(steps -> steps.stream().anyMatch(step -> step.sql().contains("INTO answer")))
            .toList();
    groups.clear();
    return taken;
  }
}
