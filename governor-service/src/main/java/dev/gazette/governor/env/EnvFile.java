package dev.gazette.governor.env;

import dev.gazette.governor.env.EnvStatement.Assignment;
import dev.gazette.governor.env.EnvStatement.Other;
import dev.gazette.governor.text.Lines;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An `.env` file, read without loss: `text()` of what was parsed is what was parsed. Of several
/// assignments of a key the last one counts. A change leaves every other byte as it was.
public final class EnvFile {

  private final List<EnvStatement> statements;

  private EnvFile(List<EnvStatement> statements) {
    this.statements = List.copyOf(statements);
  }

  /// Reads a text. Any text can be read: what is not understood is kept.
  public static EnvFile parse(String text) {
    return new EnvFile(new EnvScanner(text).scan());
  }

  /// The text.
  public String text() {
    var text = new StringBuilder();
    statements.forEach(statement -> text.append(statement.text()));
    return text.toString();
  }

  /// The keys that it sets, in the order of their first assignments.
  public Set<String> keys() {
    var keys = new LinkedHashSet<String>();
    assignments().forEach(assignment -> keys.add(assignment.key()));
    return keys;
  }

  /// The value of a key, as the last assignment sets it.
  public Optional<String> value(String key) {
    return assignments().stream()
        .filter(assignment -> assignment.key().equals(key))
        .reduce((_, last) -> last)
        .map(Assignment::value);
  }

  private List<Assignment> assignments() {
    return statements.stream()
        .filter(Assignment.class::isInstance)
        .map(Assignment.class::cast)
        .toList();
  }

  /// The file with a key set: in its last assignment, or in a new line at the end. The same file
  /// where the key has that value already.
  public EnvFile with(String key, String value) {
    for (int i = statements.size() - 1; i >= 0; i--) {
      if (statements.get(i) instanceof Assignment assignment && assignment.key().equals(key)) {
        return assignment.value().equals(value) ? this : replaced(i, assignment.with(value));
      }
    }
    return appended(List.of(key + "=" + EnvValue.write(value)));
  }

  private EnvFile replaced(int index, EnvStatement statement) {
    var changed = new ArrayList<>(statements);
    changed.set(index, statement);
    return new EnvFile(changed);
  }

  private EnvFile appended(List<String> lines) {
    return parse(Lines.append(text(), lines));
  }

  /// The file with the assignments of a template whose keys it lacks, as written there, with the
  /// comments and blank lines right above each.
  public EnvFile withMissing(EnvFile template) {
    var present = keys();
    var added = new ArrayList<String>();
    var above = new ArrayList<String>();
    for (int i = 0; i < template.statements.size(); i++) {
      switch (template.statements.get(i)) {
        case Other other -> above.add(Lines.bare(other.text()));
        case Assignment assignment -> {
          if (!present.contains(assignment.key()) && template.isLast(i, assignment.key())) {
            added.addAll(statements.isEmpty() && added.isEmpty() ? withoutGap(above) : above);
            added.add(Lines.bare(assignment.text()));
          }
          above.clear();
        }
      }
    }
    return added.isEmpty() ? this : appended(added);
  }

  private boolean isLast(int index, String key) {
    return statements.subList(index + 1, statements.size()).stream()
        .noneMatch(later -> later instanceof Assignment other && other.key().equals(key));
  }

  private static List<String> withoutGap(List<String> lines) {
    return lines.stream().dropWhile(String::isBlank).toList();
  }

  /// The number of the first line that is no assignment, comment or blank; empty where there is
  /// none.
  public Optional<Integer> firstUnreadableLine() {
    int line = 1;
    for (var statement : statements) {
      if (statement instanceof Other other && !other.isComment()) {
        return Optional.of(line);
      }
      line += Lines.split(statement.text()).size();
    }
    return Optional.empty();
  }

  /// Whether another file sets every key of this one as this one does, save for some.
  public boolean agrees(EnvFile other, Set<String> except) {
    return keys().stream()
        .filter(key -> !except.contains(key))
        .allMatch(key -> value(key).equals(other.value(key)));
  }

  /// The lines of a text as they may be shown: every value, comment, and what is not understood, as
  /// `****`.
  public static List<String> masked(String text) {
    var lines = new ArrayList<String>();
    parse(text).statements.forEach(statement -> EnvMask.show(statement, lines));
    return lines;
  }
}
