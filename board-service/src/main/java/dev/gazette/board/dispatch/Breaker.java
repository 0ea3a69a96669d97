package dev.gazette.board.dispatch;

import dev.gazette.board.board.CardId;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Counts the attempts that failed in a row on a board or on the cards of an assignee, and holds
/// those cards back when they are too many.
///
/// @param cards of a board, or of an assignee on all boards
/// @param failures how many, since the last attempt that ended well
/// @param card the one whose attempt failed last
/// @param error what was said of that, cut to 200 characters
/// @param opening since when and for how long cards are held back; null while they are not
/// @param trial the claim that was let through after that; null for none
public record Breaker(
    Pause.Of cards,
    int failures,
    CardId card,
    String error,
    @Nullable Opening opening,
    @Nullable Trial trial) {

  private static final int LONGEST_ERROR = 200;

  /// Since when a breaker is open, and when a trial may begin.
  ///
  /// @param coolDown how long it stays open this time
  /// @param over whether that was told to be over
  public record Opening(Instant since, Instant retryTime, Duration coolDown, boolean over) {}

  /// An attempt that shows whether things work again.
  public record Trial(CardId card, long epoch) {}

  /// Counts nothing yet.
  static Breaker of(Pause.Of cards, CardId card) {
    return new Breaker(cards, 0, card, "", null, null);
  }

  /// One more attempt failed.
  Breaker failed(CardId last, String why) {
    String cut = why.length() <= LONGEST_ERROR ? why : why.substring(0, LONGEST_ERROR);
    return new Breaker(cards, failures + 1, last, cut, opening, trial);
  }

  /// It holds cards back from now on.
  Breaker open(Instant now, Duration coolDown) {
    return new Breaker(
        cards, failures, card, error, new Opening(now, now.plus(coolDown), coolDown, false), null);
  }

  /// Its time is over: a trial may begin, or began already.
  Breaker halfOpen(Opening at) {
    var over = new Opening(at.since(), at.retryTime(), at.coolDown(), true);
    return new Breaker(cards, failures, card, error, over, trial);
  }

  /// One claim is let through.
  Breaker tried(Trial next) {
    return new Breaker(cards, failures, card, error, opening, next);
  }

  /// Why cards are held back, as people read it. Of an assignee's no card is named, for it may lie
  /// on a board that the reader may not read.
  String why() {
    String many = failures + " attempts failed in a row";
    return cards.board().isEmpty()
        ? many
        : "%s, the last on %s%s".formatted(many, card, error.isEmpty() ? "" : ": " + error);
  }

  /// The pause that an open breaker is, since the board makes it.
  public Pause pause(Opening at) {
    return new Pause(cards, why(), "board", at.since());
  }

  NewEvent event(String kind) {
    return new NewEvent(
        kind,
        Lane.BUSINESS,
        cards.resource(),
        Payload.of("assignee", cards.assignee())
            .and("failures", failures)
            .and("reason", why())
            .and("retry_time", opening == null ? null : opening.retryTime())
            .and("trial_card_id", trial == null ? null : trial.card().toString()));
  }
}
