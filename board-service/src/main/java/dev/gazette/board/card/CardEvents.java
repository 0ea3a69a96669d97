package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.edge.Edge;
import dev.gazette.board.retry.ExitClass;
import dev.gazette.board.retry.Retry;
import dev.gazette.board.run.Lease;
import dev.gazette.board.waiting.Review;
import dev.gazette.board.waiting.Schedule;
import dev.gazette.board.waiting.Stop;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the log tells of cards: folding the payloads of a card's events gives the card. A card that
/// does not run has no lease, and one that is not scheduled or blocked, or has not ended, shows no
/// reason, whatever earlier events told, but for one that `card.block_loop` put into triage; one
/// that is not done has no outcome. One that has ended has no failures, one that does not run no
/// deadline, and one that `card.scheduled` tells of no retry time.
final class CardEvents {

  private CardEvents() {}

  /// Tells of a new card.
  ///
  /// @param byBoard whether it is its assignee's by the board's default
  static NewEvent created(Card card, boolean byBoard) {
    var payload =
        card.waits()
            .retry()
            .since(Retry.NONE, stopped(card, scheduled(card, place(card, card.brief().payload()))))
            .and("created_by", card.createdBy())
            .and("create_time", card.createTime());
    return event("card.created", card, byBoard ? payload.and("assignee_source", "board") : payload);
  }

  /// Tells of a card that came in whole from another board.
  static NewEvent imported(Card card) {
    var payload =
        stopped(card, scheduled(card, place(card, card.brief().payload())))
            .and("created_by", card.createdBy())
            .and("create_time", card.createTime())
            .and("attempts", card.attempts())
            .and("epoch", card.epoch())
            .and("summary", card.summary())
            .and("outcome", card.outcome());
    if (card.state().ended()) {
      payload.and("end_reason", card.reason());
    }
    var review = card.waits().review();
    if (review != null) {
      review.in(payload);
    }
    return event("card.imported", card, card.waits().retry().since(Retry.NONE, payload));
  }

  /// Tells all of a card whose events so far are forgotten.
  static NewEvent recalled(Card card, List<Edge> parents) {
    var waits = card.waits();
    var payload = scheduled(card, place(card, card.brief().payload()));
    var former = card.formerState();
    @Nullable Stop stop = waits.stop(former == null ? card.state() : former);
    if (stop != null) {
      stop.in(payload);
    }
    if (waits.review() != null) {
      waits.review().in(payload);
    }
    return event(
        "card.recalled",
        card,
        waits
            .retry()
            .since(Retry.NONE, payload)
            .and("block_reason", card.reason())
            .and("end_reason", card.reason())
            .and("summary", card.summary())
            .and("outcome", card.outcome())
            .and("attempts", card.attempts())
            .and("epoch", card.epoch())
            .and("created_by", card.createdBy())
            .and("create_time", card.createTime())
            .andEach("edges", parents.stream().map(Edge::payload).toList()));
  }

  static NewEvent updated(Card before, Card card) {
    var payload = card.brief().since(before.brief());
    return event("card.updated", card, card.waits().retry().since(before.waits().retry(), payload));
  }

  static NewEvent summarized(Card card) {
    return event("card.updated", card, Payload.of("summary", card.summary()));
  }

  static NewEvent specified(Card before, Card card) {
    return event("card.specified", card, place(card, card.brief().since(before.brief())));
  }

  static NewEvent moved(Card card) {
    return event("card.moved", card, place(card));
  }

  static NewEvent archived(Card card) {
    return event("card.archived", card, place(card));
  }

  static NewEvent unarchived(Card card) {
    return event("card.unarchived", card, place(card));
  }

  static NewEvent deleted(Card card, Trashed trashed) {
    return event("card.deleted", card, place(card).and("purge_time", trashed.purgeTime()));
  }

  static NewEvent restored(Card card) {
    return event("card.restored", card, place(card));
  }

  /// Tells that nothing is left of a card.
  static NewEvent purged(Card card) {
    return event("card.purged", card, Payload.empty());
  }

  static NewEvent claimed(Card card) {
    return event(
        "card.claimed",
        card,
        held(place(card), card)
            .and("attempts", card.attempts())
            .and("deadline", card.waits().retry().deadline()));
  }

  static NewEvent noted(Card card, String note) {
    return event("card.noted", card, held(Payload.of("note", note), card));
  }

  static NewEvent completed(Card card, Handed handed) {
    return event(
        "card.completed",
        card,
        handed.in(
            place(card)
                .and("summary", card.summary())
                .and("outcome", card.outcome())
                .and("epoch", card.epoch())));
  }

  /// Tells of a stop: that the card is blocked, or that it went to triage since it always is.
  static NewEvent stopped(Card card, Stop stop, String reason) {
    return stop.loops()
        ? event(
            "card.block_loop",
            card,
            stop.in(place(card))
                .and("times", stop.times())
                .and("block_reason", reason)
                .and("epoch", card.epoch()))
        : event(
            "card.blocked",
            card,
            stop.in(place(card)).and("block_reason", reason).and("epoch", card.epoch()));
  }

  static NewEvent failed(Card card) {
    return ended("card.failed", card);
  }

  static NewEvent cancelled(Card card) {
    return ended("card.cancelled", card);
  }

  private static NewEvent ended(String kind, Card card) {
    return event(
        kind, card, place(card).and("end_reason", card.reason()).and("epoch", card.epoch()));
  }

  static NewEvent linked(Card card, Edge edge) {
    return event("card.linked", card, place(card, edge.payload()));
  }

  static NewEvent unlinked(Card card, Edge edge) {
    return event(
        "card.unlinked", card, place(card, Payload.of("parent_id", edge.parent().toString())));
  }

  static NewEvent promoted(Card card, String cause, String reason) {
    return event("card.promoted", card, place(card).and("cause", cause).and("reason", reason));
  }

  static NewEvent promotedByHand(Card before, Card card, String reason) {
    return event(
        "card.promoted",
        card,
        counts(before, card, place(card)).and("cause", "").and("reason", reason));
  }

  static NewEvent retracted(Card card, String cause) {
    return event(
        "card.retracted", card, place(card).and("cause", cause).and("epoch", card.epoch()));
  }

  static NewEvent reopened(Card card) {
    return event("card.reopened", card, place(card));
  }

  static NewEvent scheduled(Card card) {
    return event("card.scheduled", card, scheduled(card, place(card)));
  }

  private static Payload scheduled(Card card, Payload payload) {
    @Nullable Schedule schedule = card.waits().schedule();
    return schedule == null ? payload : schedule.in(payload).and("schedule_reason", card.reason());
  }

  /// Tells of a time of a recurring card, by which another card was made.
  static NewEvent recurred(Card card) {
    return event("card.recurred", card, scheduled(card, place(card)));
  }

  /// Tells of a time of a recurring card that made none.
  ///
  /// @param open the card before, which has not ended
  static NewEvent recurrenceSkipped(Card card, CardId open) {
    return event(
        "card.recurrence_skipped",
        card,
        scheduled(card, place(card)).and("cause", open.toString()));
  }

  static NewEvent reviewRequested(Card card, Review review) {
    return event(
        "card.review_requested",
        card,
        review.in(place(card)).and("assignee", card.brief().assignee()).and("epoch", card.epoch()));
  }

  static NewEvent reviewReopened(Card card, Review review) {
    return event("card.review_reopened", card, review.in(place(card)));
  }

  static NewEvent changesRequested(Card card, String reason) {
    return event(
        "card.changes_requested",
        card,
        place(card)
            .and("assignee", card.brief().assignee())
            .and("epoch", card.epoch())
            .and("reason", reason));
  }

  static NewEvent woken(Card card) {
    return event("card.woken", card, place(card));
  }

  static NewEvent unblocked(Card before, Card card, String reason) {
    return event(
        "card.unblocked",
        card,
        counts(before, card, place(card)).and("block_reason", "").and("reason", reason));
  }

  static NewEvent released(Card card, String reason) {
    return event(
        "card.released", card, place(card).and("epoch", card.epoch()).and("reason", reason));
  }

  /// Tells of an attempt that failed.
  static NewEvent attemptFailed(Card before, Card card) {
    @Nullable Lease lease = before.lease();
    return event(
        card.state() == CardState.BLOCKED ? "card.dead_lettered" : failure(card.waits().retry()),
        card,
        counts(before, card, stopped(card, scheduled(card, place(card))))
            .and("epoch", card.epoch())
            .and("worker", lease == null ? "" : lease.worker()));
  }

  static NewEvent reclaimed(Card before, Card card, String reason) {
    return event(
        "card.reclaimed",
        card,
        counts(before, card, place(card)).and("epoch", card.epoch()).and("reason", reason));
  }

  private static String failure(Retry retry) {
    var failing = retry.failing();
    return failing != null && failing.exit() == ExitClass.LAPSED
        ? "card.lapsed"
        : "card.attempt_failed";
  }

  private static Payload stopped(Card card, Payload payload) {
    @Nullable Stop stop = card.stop();
    return stop == null ? payload : stop.in(payload).and("block_reason", card.reason());
  }

  private static Payload counts(Card before, Card card, Payload payload) {
    return card.waits().retry().since(before.waits().retry(), payload);
  }

  private static Payload place(Card card) {
    return place(card, Payload.empty());
  }

  private static Payload place(Card card, Payload payload) {
    var column = card.column();
    return payload
        .and("state", card.state().word())
        .and("column_id", column == null ? "" : column.value());
  }

  private static Payload held(Payload payload, Card card) {
    @Nullable Lease lease = card.lease();
    return lease == null ? payload : payload.and("lease", lease.payload());
  }

  private static NewEvent event(String kind, Card card, Payload payload) {
    return new NewEvent(kind, Lane.BUSINESS, card.id().resource(), payload);
  }
}
