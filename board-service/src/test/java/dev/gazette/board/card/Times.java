package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import dev.gazette.platform.event.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/// The times of the recurring cards of a simulated board: never before one, one card for each, none
/// while the card before is open, and then the first time after now, whatever was missed.
final class Times {

  /// Expressions whose times a division finds.
  static final Map<String, Duration> PERIODS =
      Map.of(
          "* * * * *", Duration.ofMinutes(1),
          "*/5 * * * *", Duration.ofMinutes(5),
          "@hourly", Duration.ofHours(1));

  private static final Set<String> CLOSED = Set.of("", "done", "failed", "cancelled", "archived");

  private final Fold fold;
  private String newest = "";

  /// Times of the cards that a log tells of.
  Times(Fold fold) {
    this.fold = fold;
  }

  private static boolean isOne(Event event) {
    return event.kind().equals("card.recurred") || event.kind().equals("card.recurrence_skipped");
  }

  /// Looks at a card before an event of it is taken in.
  void before(Event event, CardId id) {
    if (isOne(event)) {
      newest = newest(id);
      Broken.unless(!wakeTime(id).isAfter(event.createTime()), "%s recurred before its time", id);
    }
  }

  /// Looks at it again afterwards.
  void after(Event event, CardId id) {
    if (!isOne(event)) {
      return;
    }
    var cron = fold.text(id, "recurrence", "cron");
    long period = PERIODS.getOrDefault(cron, Duration.ofMillis(1)).toMillis();
    long next = (event.createTime().toEpochMilli() / period + 1) * period;
    Broken.unless(wakeTime(id).toEpochMilli() == next, "%s recurs next at %s", id, wakeTime(id));
    boolean made = event.kind().equals("card.recurred");
    Broken.unless(made == closed(newest), "%s recurred beside %s: %s", id, newest, made);
    Broken.unless(made != newest.equals(newest(id)), "%s made %s", id, newest(id));
    Broken.unless(
        !made || fold.text(CardId.parse(newest(id)), "state").equals("ready"),
        "%s made %s, which is not ready",
        id,
        newest(id));
    Broken.unless(
        !made || limits(id).equals(limits(CardId.parse(newest(id)))),
        "%s made %s, which is tried otherwise",
        id,
        newest(id));
  }

  /// How often a card may fail, where it says so, and how long an attempt may take.
  private String limits(CardId id) {
    String most = fold.text(id, "max_attempts");
    return (most.equals("0.0") ? "" : most) + " " + fold.text(id, "max_runtime");
  }

  private boolean closed(String card) {
    return card.isEmpty() || CLOSED.contains(fold.text(CardId.parse(card), "state"));
  }

  private String newest(CardId id) {
    return fold.text(id, "recurrence", "newest_card_id");
  }

  private Instant wakeTime(CardId id) {
    return Instant.parse(fold.text(id, "wake_time"));
  }
}
