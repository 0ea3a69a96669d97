package dev.gazette.governor.gitignore;

import dev.gazette.governor.text.Lines;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Decides the text of a `.gitignore`. Lines are only ever added, at the end, where they win over
/// those before them.
public final class Gitignore {

  private Gitignore() {}

  /// The text with those of the lines that it lacks, in their order, each once.
  public static String merge(String text, List<String> lines) {
    var present = new HashSet<String>();
    Lines.split(text).forEach(line -> present.add(significant(Lines.bare(line))));
    var lacking = new ArrayList<String>();
    for (String line : lines) {
      if (present.add(significant(line))) {
        lacking.add(line);
      }
    }
    return Lines.append(text, lacking);
  }

  /// The text with a pattern at its end, whatever stands before it: a later `!pattern` may have
  /// undone an earlier one.
  public static String ignore(String text, String pattern) {
    return Lines.append(text, List.of(pattern));
  }

  /// Which of the lines a text lacks.
  public static int lacking(String text, List<String> lines) {
    return Lines.split(merge(text, lines)).size() - Lines.split(text).size();
  }

  /// What git reads of a line: trailing spaces do not count unless escaped.
  private static String significant(String line) {
    int end = line.length();
    while (end > 0 && isBlank(line.charAt(end - 1)) && !(end > 1 && line.charAt(end - 2) == '\\')) {
      end--;
    }
    return line.substring(0, end);
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\t';
  }
}
