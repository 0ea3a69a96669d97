package dev.gazette.board.edge;

import dev.gazette.board.board.CardId;
import dev.gazette.platform.event.Payload;
import java.util.Locale;

/// What one card waits for.
///
/// @param parent what must end first
/// @param child what waits
/// @param otherwise what becomes of the child if the condition is unmet
/// @param standing what the condition says of the parent
public record Edge(
    CardId parent, CardId child, Condition condition, Otherwise otherwise, EdgeStanding standing) {

  /// How many edges a card may have, each way.
  public static final int MOST = 1_000;

  /// The same, standing otherwise.
  public Edge standing(EdgeStanding other) {
    return new Edge(parent, child, condition, otherwise, other);
  }

  /// Whether it cancels its child.
  public boolean cancels() {
    return standing == EdgeStanding.UNMET && otherwise == Otherwise.CANCEL;
  }

  /// What it says, but for its standing, which follows from its parent.
  public Payload payload() {
    return Payload.of("parent_id", parent.toString())
        .and("condition", word(condition.kind()))
        .and("outcome_wanted", condition.outcome())
        .and("otherwise", word(otherwise));
  }

  /// The parent and how it stands, for a sentence: `OPS-1 (open)`, `OPS-1 (unmet: on success)`.
  public String tell() {
    return standing == EdgeStanding.UNMET
        ? "%s (unmet: %s)".formatted(parent, condition)
        : "%s (%s)".formatted(parent, word(standing));
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
