package dev.gazette.bench;

import java.util.ArrayList;
import java.util.List;

/// What a benchmark has to say, as Markdown under construction. Prints each part as it comes.
final class Section {

  private final List<String> parts = new ArrayList<>();

  /// Adds a paragraph.
  void say(String text, Object... values) {
    add(text.formatted(values));
  }

  /// Adds a table: the head first, then the rows.
  void table(List<List<String>> rows) {
    var text = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
      if (i == 0) {
        text.append("| --- ".repeat(rows.getFirst().size())).append("|\n");
      }
    }
    add(text.toString().stripTrailing());
  }

  private void add(String part) {
    parts.add(part);
    System.out.println(part + "\n");
  }

  /// All of it.
  String markdown() {
    return String.join("\n\n", parts);
  }
}
