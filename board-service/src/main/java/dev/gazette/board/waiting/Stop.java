package dev.gazette.board.waiting;

import dev.gazette.platform.event.Payload;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a card was stopped, the last time. It is remembered when the card goes on, so that a card
/// that always stops for the same is seen.
///
/// @param kind what it needs
/// @param times how often in a row it was stopped for this kind
/// @param by the actor that stopped it
/// @param since when
public record Stop(BlockKind kind, int times, String by, Instant since) {

  /// How often in a row a card is stopped for one kind when somebody has to look at it anew.
  public static final int LOOPING = 3;

  /// The stop that follows another.
  ///
  /// @param last the one before; null for the first
  public static Stop after(@Nullable Stop last, BlockKind kind, String by, Instant now) {
    int before = last == null || last.kind != kind ? 0 : last.times;
    return new Stop(kind, before + 1, by, now);
  }

  /// Whether unblocking does not help: it was unblocked twice, and stops for the same again.
  public boolean loops() {
    return times >= LOOPING;
  }

  /// Its values, as the card has them.
  public Payload in(Payload payload) {
    return payload.and("block_kind", kind.word()).and("stopped_by", by).and("stop_time", since);
  }
}
