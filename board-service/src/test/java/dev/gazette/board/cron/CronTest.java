package dev.gazette.board.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CronTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId UTC = ZoneId.of("UTC");

  /// The next times, on the clock of a zone, with its offset from UTC.
  private static List<String> next(String cron, String after, ZoneId zone, int count) {
    var times = new ArrayList<String>();
    var at = OffsetDateTime.parse(after).toInstant();
    for (int i = 0; i < count; i++) {
      at = Cron.parse(cron).next(at, zone).orElseThrow();
      times.add(at.atZone(zone).toOffsetDateTime().toString());
    }
    return times;
  }

  @ParameterizedTest
  @CsvSource({
    "0 9 * * 1-5, 2026-11-20T09:00:00Z, 2026-11-23T09:00Z",
    "0 9 * * mon-FRI, 2026-11-20T08:59:59Z, 2026-11-20T09:00Z",
    "*/20 8-10/2 * * *, 2026-11-20T08:40:00Z, 2026-11-20T10:00Z",
    "'5,35 3 * * *', 2026-11-20T03:05:00Z, 2026-11-20T03:35Z",
    "10/25 * * * *, 2026-11-20T03:10:00Z, 2026-11-20T03:35Z",
    "0 0 29 2 *, 2096-03-01T00:00:00Z, 2104-02-29T00:00Z",
    "0 0 31 * *, 2026-11-20T00:00:00Z, 2026-12-31T00:00Z",
    "0 0 13 * 5, 2026-11-09T00:00:00Z, 2026-11-13T00:00Z",
    "0 0 13 * 5, 2026-11-13T00:00:00Z, 2026-11-20T00:00Z",
    "0 0 1-7 * */7, 2026-11-20T00:00:00Z, 2026-12-06T00:00Z",
    "'0 0 * jan,Jul 7', 2026-11-20T00:00:00Z, 2027-01-03T00:00Z",
    "@hourly, 2026-11-20T03:00:00Z, 2026-11-20T04:00Z",
    "@daily, 2026-11-20T03:00:00Z, 2026-11-21T00:00Z",
    "@weekly, 2026-11-20T03:00:00Z, 2026-11-22T00:00Z",
    "@monthly, 2026-11-20T03:00:00Z, 2026-12-01T00:00Z",
    "@Yearly, 2026-11-20T03:00:00Z, 2027-01-01T00:00Z"
  })
  void next_readsFieldsAsCrontabDoes(String cron, String after, String wanted) {
    assertThat(next(cron, after, UTC, 1)).containsExactly(wanted);
  }

  @Test
  void next_keepsTheTimeOfTheClockOverSummerTime() {
    assertThat(next("0 9 * * *", "2026-03-27T20:00:00Z", BERLIN, 2))
        .containsExactly("2026-03-28T09:00+01:00", "2026-03-29T09:00+02:00");
    assertThat(next("0 9 * * *", "2026-10-23T20:00:00Z", BERLIN, 2))
        .containsExactly("2026-10-24T09:00+02:00", "2026-10-25T09:00+01:00");
  }

  @Test
  void timeThatTheClockSkips_comesOnceAtTheEndOfTheGap() {
    assertThat(next("30 2 * * *", "2026-03-28T01:30:00Z", BERLIN, 2))
        .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
    assertThat(next("*/15 2 * * *", "2026-03-28T02:00:00Z", BERLIN, 2))
        .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00");
  }

  @Test
  void timeThatTheClockShowsTwice_comesOnce() {
    assertThat(next("30 2 * * *", "2026-10-24T01:00:00Z", BERLIN, 2))
        .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
    // Asked between the two, and in the second.
    assertThat(next("30 2 * * *", "2026-10-25T00:45:00Z", BERLIN, 1))
        .containsExactly("2026-10-26T02:30+01:00");
    assertThat(next("30 2 * * *", "2026-10-25T01:10:00Z", BERLIN, 1))
        .containsExactly("2026-10-26T02:30+01:00");
  }

  @Test
  void everyHour_goesOnByTheHour_whateverTheClockShows() {
    assertThat(next("30 * * * *", "2026-10-25T00:00:00Z", BERLIN, 3))
        .containsExactly(
            "2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00", "2026-10-25T03:30+01:00");
    assertThat(next("30 * * * *", "2026-03-29T00:00:00Z", BERLIN, 2))
        .containsExactly("2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00");
  }

  @Test
  void clockThatChangesAtMidnight_losesNoDay() {
    assertThat(next("0 0 * * *", "2025-04-24T12:00:00Z", ZoneId.of("Africa/Cairo"), 2))
        .containsExactly("2025-04-25T01:00+03:00", "2025-04-26T00:00+03:00");
    assertThat(next("0 */2 * * *", "2025-04-24T20:30:00Z", ZoneId.of("Africa/Cairo"), 2))
        .containsExactly("2025-04-25T01:00+03:00", "2025-04-25T02:00+03:00");
  }

  /// Every minute of eight years in a zone, looked at one by one, gives the same times.
  @Test
  void next_isTheFirstMinuteThatFits() {
    var random = new Random(1);
    var zone = ZoneId.of("America/St_Johns");
    for (int i = 0; i < 40; i++) {
      int minute = random.nextInt(60);
      int hour = random.nextInt(24);
      int weekday = random.nextInt(7);
      var cron = Cron.parse("%d %d * * %d".formatted(minute, hour, weekday));
      var after =
          LocalDateTime.of(2026, 1, 1, 0, 0)
              .plusMinutes(random.nextInt(365 * 24 * 60))
              .atZone(zone)
              .toInstant();
      var found = cron.next(after, zone).orElseThrow();
      for (var at = after.plusSeconds(60); at.isBefore(found); at = at.plusSeconds(60)) {
        var local = at.atZone(zone);
        boolean fits =
            local.getMinute() == minute
                && local.getHour() == hour
                && local.getDayOfWeek().getValue() % 7 == weekday;
        assertThat(fits && local.getOffset().equals(local.withEarlierOffsetAtOverlap().getOffset()))
            .as("%s before %s", local, found)
            .isFalse();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * * 13 *",
        "* * * * 8",
        "*/0 * * * *",
        "5-1 * * * *",
        "fri-mon * * * *",
        "* * * foo *",
        "1,,2 * * * *",
        "-1 * * * *",
        "0 0 30 2 *",
        "@reboot"
      })
  void parse_ofWhatCannotBe_isRefused(String text) {
    assertThatThrownBy(() -> Cron.parse(text)).hasMessageContaining("cron");
  }

  @Test
  void parse_keepsWhatWasWritten() {
    assertThat(Cron.parse(" @Daily ").text()).isEqualTo("@Daily");
    assertThat(Cron.parse("0  9\t* * *").next(Instant.EPOCH, UTC))
        .contains(Instant.parse("1970-01-01T09:00:00Z"));
  }
}
