package dev.gazette.board.card;

import java.util.function.Supplier;

/// Something that a caller of a simulated board does now and then.
///
/// @param name of the verb
/// @param weight how often, beside the others
/// @param act does it and answers what was done, in a line; `refused …` and `nothing …` leave no
///   trace
record Deed(String name, int weight, Supplier<String> act) {

  /// Whether a line tells of something that must leave no trace.
  static boolean traceless(String line) {
    return line.startsWith("refused") || line.startsWith("nothing") || line.startsWith("crashed");
  }
}
