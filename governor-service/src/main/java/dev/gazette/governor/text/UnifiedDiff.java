package dev.gazette.governor.text;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A change of one file as a unified diff with three lines of context. It has one hunk, from the
/// first line that differs to the last: governed changes touch one place or the end.
public final class UnifiedDiff {

  private static final int CONTEXT = 3;
  private static final String NO_FILE = "/dev/null";

  private final List<String> before;
  private final List<String> after;
  private final List<String> shownBefore;
  private final List<String> shownAfter;
  private final StringBuilder text = new StringBuilder();

  private UnifiedDiff(String before, String after, Function<String, List<String>> shown) {
    this.before = Lines.split(before);
    this.after = Lines.split(after);
    this.shownBefore = shown.apply(before);
    this.shownAfter = shown.apply(after);
  }

  /// Shows every line as it is.
  public static List<String> plain(String text) {
    return Lines.split(text).stream().map(Lines::bare).toList();
  }

  /// The change from one text to another; an absent one is a file that is not there. Empty when
  /// nothing differs.
  ///
  /// @param shown what to show for each line of a text, in order: masks what must not be seen.
  ///   Which lines differ is decided on the text itself.
  public static String of(
      String path,
      Optional<String> before,
      Optional<String> after,
      Function<String, List<String>> shown) {
    if (before.equals(after)) {
      return "";
    }
    var diff = new UnifiedDiff(before.orElse(""), after.orElse(""), shown);
    diff.text.append("--- ").append(before.isPresent() ? "a/" + path : NO_FILE).append('\n');
    diff.text.append("+++ ").append(after.isPresent() ? "b/" + path : NO_FILE).append('\n');
    return diff.hunk();
  }

  private String hunk() {
    int head = commonHead();
    int tail = commonTail(head);
    int start = Math.max(0, head - CONTEXT);
    int endBefore = before.size() - tail;
    int endAfter = after.size() - tail;
    int context = Math.min(CONTEXT, tail);
    if (head == before.size() && head == after.size()) {
      return text.toString();
    }
    text.append("@@ -")
        .append(range(start, endBefore + context))
        .append(" +")
        .append(range(start, endAfter + context))
        .append(" @@\n");
    show(' ', before, shownBefore, start, head);
    show('-', before, shownBefore, head, endBefore);
    show('+', after, shownAfter, head, endAfter);
    show(' ', before, shownBefore, endBefore, endBefore + context);
    return text.toString();
  }

  private int commonHead() {
    int most = Math.min(before.size(), after.size());
    int head = 0;
    while (head < most && before.get(head).equals(after.get(head))) {
      head++;
    }
    return head;
  }

  private int commonTail(int head) {
    int most = Math.min(before.size(), after.size()) - head;
    int tail = 0;
    while (tail < most
        && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
      tail++;
    }
    return tail;
  }

  private static String range(int start, int end) {
    int length = end - start;
    return (length == 0 ? start : start + 1) + (length == 1 ? "" : "," + length);
  }

  private void show(char sign, List<String> lines, List<String> shown, int from, int to) {
    for (int i = from; i < to; i++) {
      text.append(sign).append(shown.get(i)).append('\n');
      if (!lines.get(i).endsWith("\n")) {
        text.append("\\ No newline at end of file\n");
      }
    }
  }
}
