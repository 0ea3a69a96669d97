package dev.gazette.board.card;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.edge.Condition;
import dev.gazette.board.edge.Edge;
import dev.gazette.board.edge.Otherwise;
import dev.gazette.platform.access.Caller;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.EdgeCondition;
import dev.gazette.proto.board.v1.EdgeOtherwise;
import dev.gazette.proto.board.v1.EdgeStanding;
import dev.gazette.proto.board.v1.LinkCardsRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Edges between the wire and the operations.
final class EdgeProtos {

  private static final Pattern OUTCOME = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
  private static final Set<String> CONDITIONS = Set.of("success", "failure", "always");

  private EdgeProtos() {}

  /// The boards that the caller of this call may read.
  static Predicate<BoardId> readable() {
    var caller = Caller.current();
    return board -> caller.may("board.read", board.resource());
  }

  /// What the parents of a new card are to be.
  static List<Links.Wanted> parents(CreateCardRequest request) {
    if (request.getParentsCount() > Edge.MOST) {
      throw INVALID_ARGUMENT.because(
          "parents has %,d entries; at most %,d.", request.getParentsCount(), Edge.MOST);
    }
    var parents = new ArrayList<Links.Wanted>();
    var seen = new HashSet<CardId>();
    for (var edge : request.getParentsList()) {
      if (!edge.getChildId().isEmpty()
          || edge.getStanding() != EdgeStanding.EDGE_STANDING_UNSPECIFIED) {
        throw INVALID_ARGUMENT.because("parents.child_id and parents.standing must be empty.");
      }
      var wanted =
          wanted(edge.getParentId(), edge.getCondition(), edge.getOutcome(), edge.getOtherwise());
      if (!seen.add(wanted.parent())) {
        throw INVALID_ARGUMENT.because("parents names %s twice.", wanted.parent());
      }
      parents.add(wanted);
    }
    return parents;
  }

  static Links.Wanted wanted(LinkCardsRequest request) {
    return wanted(
        request.getParentId(),
        request.getCondition(),
        request.getOutcome(),
        request.getOtherwise());
  }

  /// An edge as it was on another board.
  static Links.Wanted wanted(dev.gazette.proto.board.v1.Edge edge) {
    return wanted(edge.getParentId(), edge.getCondition(), edge.getOutcome(), edge.getOtherwise());
  }

  private static Links.Wanted wanted(
      String parent, EdgeCondition condition, String outcome, EdgeOtherwise otherwise) {
    return new Links.Wanted(
        CardId.parse(parent), condition(condition, outcome), otherwise(otherwise));
  }

  private static Condition condition(EdgeCondition condition, String outcome) {
    var kind =
        switch (condition) {
          case EDGE_CONDITION_UNSPECIFIED, EDGE_CONDITION_ON_SUCCESS -> Condition.Kind.ON_SUCCESS;
          case EDGE_CONDITION_ON_FAILURE -> Condition.Kind.ON_FAILURE;
          case EDGE_CONDITION_ALWAYS -> Condition.Kind.ALWAYS;
          case EDGE_CONDITION_ON_OUTCOME -> Condition.Kind.ON_OUTCOME;
          case UNRECOGNIZED -> throw INVALID_ARGUMENT.because("condition names no condition.");
        };
    boolean named = kind == Condition.Kind.ON_OUTCOME;
    if (!named && !outcome.isEmpty()) {
      throw INVALID_ARGUMENT.because("outcome goes with the condition ON_OUTCOME only.");
    }
    return new Condition(kind, outcome(outcome, named));
  }

  private static Otherwise otherwise(EdgeOtherwise otherwise) {
    return switch (otherwise) {
      case EDGE_OTHERWISE_UNSPECIFIED, EDGE_OTHERWISE_WAIT -> Otherwise.WAIT;
      case EDGE_OTHERWISE_CANCEL -> Otherwise.CANCEL;
      case UNRECOGNIZED -> throw INVALID_ARGUMENT.because("otherwise is neither wait nor cancel.");
    };
  }

  /// The word of an outcome.
  static String outcome(String word, boolean required) {
    if (word.isEmpty() && !required) {
      return word;
    }
    if (!OUTCOME.matcher(word).matches()) {
      throw INVALID_ARGUMENT.because(
          "An outcome is a small letter, then up to 63 of a-z 0-9 - _, e.g. approved.");
    }
    if (CONDITIONS.contains(word)) {
      throw INVALID_ARGUMENT.because(
          "%s is a condition, not an outcome; choose another word.", word);
    }
    return word;
  }

  static dev.gazette.proto.board.v1.Edge render(Edge edge) {
    return dev.gazette.proto.board.v1.Edge.newBuilder()
        .setParentId(edge.parent().toString())
        .setChildId(edge.child().toString())
        .setCondition(EdgeCondition.valueOf("EDGE_CONDITION_" + edge.condition().kind().name()))
        .setOutcome(edge.condition().outcome())
        .setOtherwise(EdgeOtherwise.valueOf("EDGE_OTHERWISE_" + edge.otherwise().name()))
        .setStanding(EdgeStanding.valueOf("EDGE_STANDING_" + edge.standing().name()))
        .build();
  }
}
