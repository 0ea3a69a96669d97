package dev.gazette.board.card;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import com.google.protobuf.Timestamp;
import dev.gazette.board.board.CardId;
import dev.gazette.board.cron.Cron;
import dev.gazette.board.waiting.Recurrence;
import dev.gazette.board.waiting.Schedule;
import dev.gazette.board.waiting.Timing;
import dev.gazette.platform.field.Fields;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.ScheduleCardRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Schedules between the wire and the operations.
final class ScheduleProtos {

  private static final int LONGEST_ZONE = 100;
  private static final int TOLD_TIMES = 3;

  private ScheduleProtos() {}

  /// When a new card wakes; empty for one that need not.
  static Optional<Timing> timing(CreateCardRequest request) {
    var card = request.getCard();
    if (card.hasRecurrence() && request.getParentsCount() > 0) {
      throw INVALID_ARGUMENT.because(
          "A recurring card waits for no parents; link the cards that it makes.");
    }
    return timing(
        "card.",
        card.hasWakeTime(),
        card.getWakeTime(),
        card.hasRecurrence(),
        card.getRecurrence());
  }

  /// When a card wakes.
  static Timing timing(ScheduleCardRequest request) {
    return timing(
            "",
            request.hasWakeTime(),
            request.getWakeTime(),
            request.hasRecurrence(),
            request.getRecurrence())
        .orElseThrow(
            () -> INVALID_ARGUMENT.because("wake_time is absent; say when the card wakes."));
  }

  private static Optional<Timing> timing(
      String prefix,
      boolean wakes,
      Timestamp wakeTime,
      boolean recurs,
      dev.gazette.proto.board.v1.Recurrence told) {
    if (!recurs) {
      return Fields.time(prefix + "wake_time", wakes, wakeTime)
          .map(Schedule::new)
          .map(schedule -> _ -> schedule);
    }
    if (wakes) {
      throw INVALID_ARGUMENT.because(
          "%swake_time is the next time of the recurrence; leave it empty.", prefix);
    }
    var recurrence = parse(prefix + "recurrence.", told);
    return Optional.of(recurrence::begin);
  }

  /// The schedule of a card on another board.
  ///
  /// @param newest the card that it made last; null for none
  static Schedule copy(dev.gazette.proto.board.v1.Card card, @Nullable CardId newest) {
    var wake =
        Fields.time("card.wake_time", card.hasWakeTime(), card.getWakeTime())
            .orElseThrow(() ->
                INVALID_ARGUMENT.because("card.wake_time is absent, and the card is scheduled."));
    if (!card.hasRecurrence()) {
      return new Schedule(wake);
    }
    var told = card.getRecurrence().toBuilder().clearNewestCardId().clearNextTimes().build();
    var recurrence = parse("card.recurrence.", told);
    return new Schedule(
        wake, new Recurrence(recurrence.cron(), recurrence.zone(), recurrence.end(), newest));
  }

  private static Recurrence parse(String prefix, dev.gazette.proto.board.v1.Recurrence told) {
    if (!told.getNewestCardId().isEmpty() || told.getNextTimesCount() > 0) {
      throw INVALID_ARGUMENT.because(
          "%snewest_card_id and %snext_times cannot be given; leave them empty.", prefix, prefix);
    }
    return new Recurrence(
        Cron.parse(told.getCron()),
        zone(prefix, Fields.line(prefix + "zone", told.getZone(), LONGEST_ZONE)),
        Fields.time(prefix + "end_time", told.hasEndTime(), told.getEndTime()).orElse(null),
        null);
  }

  private static ZoneId zone(String prefix, String name) {
    if (name.isEmpty()) {
      return ZoneId.of("UTC");
    }
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw INVALID_ARGUMENT.because(
          "%szone: there is no time zone %s; name one as Europe/Berlin or UTC.", prefix, name);
    }
    return ZoneId.of(name);
  }

  /// Fills in how a card recurs, if it does.
  static void render(Schedule schedule, dev.gazette.proto.board.v1.Card.Builder card) {
    card.setWakeTime(CardProtos.timestamp(schedule.wakeTime()));
    var recurrence = schedule.recurrence();
    if (recurrence == null) {
      return;
    }
    var told = card.getRecurrenceBuilder();
    told.setCron(recurrence.cron().text()).setZone(recurrence.zone().getId());
    var newest = recurrence.newest();
    var end = recurrence.end();
    if (newest != null) {
      told.setNewestCardId(newest.toString());
    }
    if (end != null) {
      told.setEndTime(CardProtos.timestamp(end));
    }
    Optional<Instant> time = Optional.of(schedule.wakeTime());
    for (int i = 0; i < TOLD_TIMES && time.isPresent(); i++) {
      told.addNextTimes(CardProtos.timestamp(time.get()));
      time = recurrence.next(time.get());
    }
  }
}
