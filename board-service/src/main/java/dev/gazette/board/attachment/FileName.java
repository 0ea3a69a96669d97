package dev.gazette.board.attachment;

import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What a file may be called: the last part of the path that was given, without what could mislead
/// whoever saves or reads it.
final class FileName {

  static final int LONGEST = 200;

  private static final String NAMELESS = "file";

  private FileName() {}

  /// The name that is meant: no folder, no leading dot, no control or invisible formatting
  /// characters, at most 200 characters.
  static String of(String given) {
    String last = given.substring(Math.max(given.lastIndexOf('/'), given.lastIndexOf('\\')) + 1);
    String plain =
        last.codePoints()
            .filter(FileName::isPlain)
            .mapToObj(Character::toString)
            .collect(Collectors.joining())
            .strip()
            .replaceFirst("^[.\\s]+", "");
    return plain.isEmpty() ? NAMELESS : shortened(plain, LONGEST);
  }

  private static boolean isPlain(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /// The name with a number before its ending, if it has to be another than those taken:
  /// `report-2.pdf`.
  static String free(String name, Predicate<String> taken) {
    String free = name;
    for (int number = 2; taken.test(free); number++) {
      String end = "-" + number + ending(name);
      String stem = name.substring(0, name.length() - ending(name).length());
      free = shortened(stem, LONGEST - end.length()) + end;
    }
    return free;
  }

  private static String ending(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 && name.length() - dot <= 16 ? name.substring(dot) : "";
  }

  private static String shortened(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }
}
