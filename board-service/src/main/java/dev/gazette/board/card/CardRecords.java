package dev.gazette.board.card;

import static dev.gazette.board.board.CardState.ARCHIVED;
import static dev.gazette.board.board.CardState.BLOCKED;
import static dev.gazette.board.board.CardState.READY;
import static dev.gazette.board.board.CardState.REVIEW;
import static dev.gazette.board.board.CardState.RUNNING;
import static dev.gazette.board.board.CardState.SCHEDULED;
import static dev.gazette.board.board.CardState.TRIAGE;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.States;
import dev.gazette.board.retry.ExitClass;
import dev.gazette.board.retry.Failing;
import dev.gazette.board.retry.Retry;
import dev.gazette.board.waiting.BlockKind;
import dev.gazette.board.waiting.Review;
import dev.gazette.board.waiting.Stop;
import dev.gazette.board.waiting.Waits;
import dev.gazette.platform.field.Fields;
import dev.gazette.proto.board.v1.CardRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Cards between boards and records of them: what a card loses on the way is what it was held
/// under.
final class CardRecords {

  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_REASON = 4_000;
  private static final int MOST_RUNS = 1_000_000;

  private CardRecords() {}

  /// The record of a card.
  static CardRecord render(Card card, Optional<CardKey> key) {
    var former = card.formerState();
    var record =
        CardRecord.newBuilder()
            .setCard(CardProtos.render(card).toBuilder().clearLease().clearDeadline().clearEtag())
            .setReason(card.reason())
            .setEpoch(card.epoch());
    if (former != null) {
      record.setFormerState(States.render(former));
    }
    key.ifPresent(it -> record.setIdempotencyKey(it.text()).setKeyHash(it.contentHash()));
    return record.build();
  }

  /// The key of a card; empty for none.
  static Optional<CardKey> key(CardRecord record) {
    String key = Fields.line("idempotency_key", record.getIdempotencyKey(), LONGEST_NAME);
    String hash = Fields.line("key_hash", record.getKeyHash(), LONGEST_NAME);
    return key.isEmpty() ? Optional.empty() : Optional.of(new CardKey(key, hash));
  }

  /// The card of a record, in sight, with another id and in no column yet.
  static Card parse(CardRecord record, CardId id) {
    var card = record.getCard();
    var created = time("card.create_time", card.hasCreateTime(), card.getCreateTime());
    var updated = time("card.update_time", card.hasUpdateTime(), card.getUpdateTime());
    var waits = waits(card, id.board(), updated);
    var state = state(record, waits);
    return new Card(
        id,
        BriefProtos.brief(card),
        state,
        null,
        null,
        Fields.text("reason", record.getReason(), LONGEST_REASON),
        CardProtos.summary(card.getSummary()),
        state == CardState.DONE ? CardProtos.outcome(card.getOutcome()) : "",
        0,
        null,
        Fields.within("epoch", record.getEpoch(), 0, MOST_RUNS),
        (int) Fields.within("card.attempts", card.getAttempts(), 0, MOST_RUNS),
        waits.in(state),
        Fields.line("card.created_by", card.getCreatedBy(), LONGEST_NAME),
        created,
        updated,
        Version.FIRST.move());
  }

  /// Whether it was out of sight.
  static boolean archived(CardRecord record) {
    return States.parse("card.state", record.getCard().getState()) == ARCHIVED;
  }

  /// The number of a card whose id its board made; empty for a card of another board.
  static Optional<Long> number(String id, BoardId source) {
    var parsed = CardId.parse(id);
    return parsed.board().equals(source) ? Optional.of(parsed.number()) : Optional.empty();
  }

  /// Nobody holds a card that comes in.
  private static CardState state(CardRecord record, Waits waits) {
    var state = States.parse("card.state", record.getCard().getState());
    if (state == ARCHIVED) {
      state = States.parse("former_state", record.getFormerState());
      if (state == SCHEDULED) {
        return READY; // Its time was not told.
      }
    }
    if (state == ARCHIVED) {
      throw INVALID_ARGUMENT.because("former_state is archived; name the state before that.");
    }
    return state == RUNNING ? waits.rest() : state;
  }

  private static Waits waits(dev.gazette.proto.board.v1.Card card, BoardId board, Instant updated) {
    var state = States.parse("card.state", card.getState());
    var waits = Waits.NONE.retried(retry(card));
    if (state == SCHEDULED) {
      String newest = card.getRecurrence().getNewestCardId();
      waits =
          waits.until(
              ScheduleProtos.copy(
                  card,
                  newest.isEmpty() ? null : new CardId(board, CardId.parse(newest).number())));
    }
    if (state == BLOCKED) {
      waits = waits.stopped(stop(card, updated, 1));
    }
    if (state == TRIAGE && card.hasStopTime()) {
      waits = waits.stopped(stop(card, updated, Stop.LOOPING));
    }
    return card.hasReviewTime() || state == REVIEW ? waits.reviewed(review(card, updated)) : waits;
  }

  private static Stop stop(dev.gazette.proto.board.v1.Card card, Instant updated, int times) {
    var kind =
        switch (card.getBlockKind()) {
          case BLOCK_KIND_DEAD_LETTER -> BlockKind.DEAD_LETTER;
          default -> CardProtos.kind(card.getBlockKind());
        };
    var since = Fields.time("card.stop_time", card.hasStopTime(), card.getStopTime());
    String by = Fields.line("card.stopped_by", card.getStoppedBy(), LONGEST_NAME);
    return new Stop(kind, times, by, since.orElse(updated));
  }

  private static Review review(dev.gazette.proto.board.v1.Card card, Instant updated) {
    var since = Fields.time("card.review_time", card.hasReviewTime(), card.getReviewTime());
    return new Review(
        Fields.line("card.implementer", card.getImplementer(), LONGEST_NAME),
        CardProtos.reviewSummary(card.getReviewSummary()),
        since.orElse(updated));
  }

  private static Retry retry(dev.gazette.proto.board.v1.Card card) {
    @Nullable Duration longest = BriefProtos.runtime(card).orElse(null);
    int most = (int) Fields.within("card.max_attempts", card.getMaxAttempts(), 0, 100);
    return new Retry(most, longest, null, failing(card));
  }

  private static @Nullable Failing failing(dev.gazette.proto.board.v1.Card card) {
    var exit = card.getLastExit();
    if (exit.getNumber() == 0) {
      return null;
    }
    return new Failing(
        (int) Fields.within("card.failures", card.getFailures(), 0, MOST_RUNS),
        (int) Fields.within("card.protocol_violations", card.getProtocolViolations(), 0, MOST_RUNS),
        ExitClass.valueOf(exit.name().substring("EXIT_CLASS_".length())),
        Fields.text("card.last_error", card.getLastError(), LONGEST_REASON),
        Fields.time("card.retry_time", card.hasRetryTime(), card.getRetryTime()).orElse(null));
  }

  private static Instant time(String field, boolean present, com.google.protobuf.Timestamp value) {
    return Fields.time(field, present, value)
        .orElseThrow(() -> INVALID_ARGUMENT.because("%s is absent.", field));
  }
}
