package dev.gazette.cli.transfer;

import java.util.Map;

/// What states and outcomes of Hermes are called here.
final class HermesWords {

  private static final Map<String, String> STATES =
      Map.of(
          "triage", "TRIAGE",
          "todo", "TODO",
          "ready", "READY",
          "running", "RUNNING",
          "blocked", "BLOCKED",
          "scheduled", "BLOCKED", // Nothing wakes it there, and no time is told.
          "review", "REVIEW",
          "done", "DONE",
          "archived", "ARCHIVED");

  private static final Map<String, String> OUTCOMES =
      Map.ofEntries(
          Map.entry("completed", "COMPLETED"),
          Map.entry("blocked", "BLOCKED"),
          Map.entry("crashed", "CRASHED"),
          Map.entry("timed_out", "TIMED_OUT"),
          Map.entry("spawn_failed", "SPAWN_FAILED"),
          Map.entry("gave_up", "TERMINAL"),
          Map.entry("reclaimed", "RECLAIMED"),
          Map.entry("stale", "LAPSED"),
          Map.entry("rate_limited", "RATE_LIMITED"),
          Map.entry("protocol_violation", "PROTOCOL_VIOLATION"),
          Map.entry("scheduled", "SCHEDULED"),
          Map.entry("review_requested", "REVIEW_REQUESTED"),
          Map.entry("changes_requested", "CHANGES_REQUESTED"));

  private static final Map<String, String> KINDS =
      Map.of(
          "dependency", "DEPENDENCY",
          "needs_input", "NEEDS_INPUT",
          "capability", "CAPABILITY",
          "transient", "TRANSIENT");

  private HermesWords() {}

  /// The state of a card; one that is not known has to be looked at.
  static String state(String status) {
    return STATES.getOrDefault(status, "TRIAGE");
  }

  /// How a run ended; one that ended otherwise was given back.
  static String outcome(String outcome) {
    return "RUN_OUTCOME_" + OUTCOMES.getOrDefault(outcome, "RELEASED");
  }

  /// What a blocked card needs: one that failed too often is a dead letter.
  static String kind(String kind, boolean failed) {
    return "BLOCK_KIND_"
        + (kind.isEmpty() && failed ? "DEAD_LETTER" : KINDS.getOrDefault(kind, "NEEDS_INPUT"));
  }
}
