package dev.gazette.cli.card;

import dev.gazette.proto.board.v1.Edge;
import dev.gazette.proto.board.v1.EdgeCondition;

/// What a card waits for, as people write it: `OPS-41`, `OPS-41:failure`, `OPS-41:approved`.
final class ParentSpecs {

  private ParentSpecs() {}

  static Edge parse(String spec) {
    int colon = spec.indexOf(':');
    var edge = Edge.newBuilder();
    if (colon < 0) {
      return edge.setParentId(spec).build();
    }
    String word = spec.substring(colon + 1);
    return edge.setParentId(spec.substring(0, colon))
        .setCondition(condition(word))
        .setOutcome(outcome(word))
        .build();
  }

  /// The condition of a word: one of three, or else the outcome of that name.
  static EdgeCondition condition(String word) {
    return switch (word) {
      case "success" -> EdgeCondition.EDGE_CONDITION_ON_SUCCESS;
      case "failure" -> EdgeCondition.EDGE_CONDITION_ON_FAILURE;
      case "always" -> EdgeCondition.EDGE_CONDITION_ALWAYS;
      default -> EdgeCondition.EDGE_CONDITION_ON_OUTCOME;
    };
  }

  /// The outcome that a word names; empty for the three conditions.
  static String outcome(String word) {
    return condition(word) == EdgeCondition.EDGE_CONDITION_ON_OUTCOME ? word : "";
  }
}
