package dev.gazette.board.cron;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneRules;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A cron expression of five fields, as crontab(5) reads them: minute, hour, day of the month,
/// month, day of the week. Where both days are restricted, either will do.
///
/// When the clock of its zone is put forward, what falls into the gap comes once, at the gap's end.
/// When the clock is put back, what falls into the hour that comes twice comes the first time only;
/// but an expression for every hour goes on by the hour, so that nothing pauses.
///
/// @param text as it was written
/// @param minutes a bit for each, as all that follow
/// @param eitherDay whether a day fits that is one of `days` or of `weekdays`, not both
public record Cron(
    String text,
    long minutes,
    long hours,
    long days,
    long months,
    long weekdays,
    boolean eitherDay) {

  private static final int LONGEST = 200;
  private static final long EVERY_HOUR = (1L << 24) - 1;

  /// Eight years lie between some of the 29ths of February.
  private static final int HORIZON_DAYS = 366 * 9;

  private static final Map<String, String> NICKNAMES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  /// Reads an expression; refused with `INVALID_ARGUMENT`, also when it never comes.
  public static Cron parse(String text) {
    String line = text.strip();
    var fields = NICKNAMES.getOrDefault(line.toLowerCase(Locale.ROOT), line).split("\\s+", -1);
    if (line.length() > LONGEST || fields.length != 5) {
      throw INVALID_ARGUMENT.because(
          "cron has five fields (minute, hour, day of the month, month, day of the week) in up to %d"
              + " characters, e.g. 0 9 * * 1-5, or is one of @hourly, @daily, @weekly, @monthly,"
              + " @yearly.",
          LONGEST);
    }
    long weekdays = Field.WEEKDAY.parse(fields[4]);
    var cron =
        new Cron(
            line,
            Field.MINUTE.parse(fields[0]),
            Field.HOUR.parse(fields[1]),
            Field.DAY.parse(fields[2]),
            Field.MONTH.parse(fields[3]),
            weekdays | (weekdays >> 7 & 1),
            !fields[2].startsWith("*") && !fields[4].startsWith("*"));
    if (cron.after(LocalDate.EPOCH.atStartOfDay()).isEmpty()) {
      throw INVALID_ARGUMENT.because("cron: %s never comes; no month has such a day.", line);
    }
    return cron;
  }

  /// The first time after a moment, in a zone; empty when there is none within nine years.
  public Optional<Instant> next(Instant after, ZoneId zone) {
    var rules = zone.getRules();
    return hours == EVERY_HOUR ? byTheHour(after, rules) : byTheClock(after, rules);
  }

  /// Each time of the clock counts once.
  private Optional<Instant> byTheClock(Instant after, ZoneRules rules) {
    var local = after(LocalDateTime.ofInstant(after, rules.getOffset(after)));
    while (local.isPresent()) {
      var instant = once(local.get(), rules);
      if (instant.isAfter(after)) {
        return Optional.of(instant);
      }
      local = after(local.get());
    }
    return Optional.empty();
  }

  private static Instant once(LocalDateTime local, ZoneRules rules) {
    var offsets = rules.getValidOffsets(local);
    return offsets.isEmpty()
        ? rules.getTransition(local).getInstant()
        : local.toInstant(offsets.getFirst());
  }

  /// Each hour counts, also one that the clock shows a second time.
  private Optional<Instant> byTheHour(Instant after, ZoneRules rules) {
    var offset = rules.getOffset(after);
    var from = LocalDateTime.ofInstant(after, offset);
    var change = rules.nextTransition(after);
    while (true) {
      var local = after(from);
      if (local.isEmpty()) {
        return Optional.empty();
      }
      var instant = local.get().toInstant(offset);
      if (change == null || instant.isBefore(change.getInstant())) {
        return Optional.of(instant);
      }
      offset = change.getOffsetAfter();
      from = change.getDateTimeAfter().minusMinutes(1);
      change = rules.nextTransition(change.getInstant());
    }
  }

  /// The first time of the clock after another one, were there no summer time.
  private Optional<LocalDateTime> after(LocalDateTime local) {
    var from = local.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
    var day = from.toLocalDate();
    var earliest = from.toLocalTime();
    for (int i = 0; i < HORIZON_DAYS; i++) {
      if (fits(day)) {
        var time = from(earliest);
        if (time.isPresent()) {
          return Optional.of(day.atTime(time.get()));
        }
      }
      day = day.plusDays(1);
      earliest = LocalTime.MIDNIGHT;
    }
    return Optional.empty();
  }

  private boolean fits(LocalDate date) {
    boolean day = has(days, date.getDayOfMonth());
    boolean weekday = has(weekdays, date.getDayOfWeek().getValue() % 7);
    return has(months, date.getMonthValue()) && (eitherDay ? day || weekday : day && weekday);
  }

  /// The first time of a day that is not before another one.
  private Optional<LocalTime> from(LocalTime earliest) {
    for (int hour = earliest.getHour(); hour < 24; hour++) {
      if (has(hours, hour)) {
        int first = hour == earliest.getHour() ? earliest.getMinute() : 0;
        int minute = Long.numberOfTrailingZeros(minutes >> first << first);
        if (minute < 60) {
          return Optional.of(LocalTime.of(hour, minute));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean has(long bits, int value) {
    return (bits >> value & 1) == 1;
  }
}
