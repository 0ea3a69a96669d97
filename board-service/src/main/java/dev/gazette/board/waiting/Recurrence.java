package dev.gazette.board.waiting;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.board.board.CardId;
import dev.gazette.board.cron.Cron;
import dev.gazette.platform.event.Payload;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How a scheduled card recurs: at each time it makes another card like itself.
///
/// @param cron the times
/// @param zone whose clock they are of
/// @param end no time after this; null for no end
/// @param newest the card that it made last; null before the first
public record Recurrence(Cron cron, ZoneId zone, @Nullable Instant end, @Nullable CardId newest) {

  /// The first time after a moment; empty when there is none before its end.
  public Optional<Instant> next(Instant after) {
    return cron.next(after, zone).filter(time -> end == null || !time.isAfter(end));
  }

  /// The schedule that begins it; refused with `INVALID_ARGUMENT` when it would end before.
  public Schedule begin(Instant now) {
    var first =
        next(now)
            .orElseThrow(() ->
                INVALID_ARGUMENT.because(
                    "recurrence: %s has no time in %s before its end, %s.",
                    cron.text(), zone, end));
    return new Schedule(first, this);
  }

  /// After it made a card.
  public Recurrence made(CardId card) {
    return new Recurrence(cron, zone, end, card);
  }

  /// Its values, as the card has them.
  Payload payload() {
    return Payload.of("cron", cron.text())
        .and("zone", zone.getId())
        .and("end_time", end)
        .and("newest_card_id", newest == null ? "" : newest.toString());
  }
}
