package dev.gazette.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// Whether a board that is worked with for long stays as large as it is: 90 days of its clock go by
/// while cards come and go at a steady pace, so that all that is kept for a time is forgotten, many
/// times over.
final class SoakBench implements Benchmark {

  private static final int DAYS = 90;
  private static final int HISTORY_DAYS = 10;
  private static final int LIVES_PER_SECOND = 40;
  private static final int AT_ONCE = 16;
  private static final int STANDING = 1_000;

  /// When it is looked at, in hundredths of the time.
  private static final List<Integer> LOOKS = List.of(10, 50, 100);

  @Override
  public void measure(Place place, Section section) throws Exception {
    int seconds = place.times(300, 60);
    var gazette =
        Gazette.in(place, "soak")
            .with("GAZETTE_HISTORY_KEPT", Duration.ofDays(HISTORY_DAYS).toHours() + "h")
            .with("GAZETTE_BOARD_BREAKER_FAILURES", "0");
    int times = Math.toIntExact(Duration.ofDays(DAYS).toSeconds() / seconds);
    var looks = new ArrayList<Map<String, Double>>();
    try (var board = new Soaked(gazette, times);
        var client = new BoardClient(board.port(), "gzt_any")) {
      Load.run(AT_ONCE, STANDING, client.create("default"));
      int lives = seconds * LIVES_PER_SECOND;
      int lived = 0;
      double pace = 0;
      for (int look : LOOKS) {
        int end = lives * look / 100;
        pace = Load.run(AT_ONCE, end - lived, lives(client, lived)).perSecond();
        lived = end;
        looks.add(board.holds());
        System.out.println(looks.getLast());
      }
      section.say(
          "%d days in %d s, beside %,d cards that stay: %,d lives of cards, %d of them a second (at last %s). History is kept %d days, the trash 30, answers one.",
          DAYS, seconds, STANDING, lives, LIVES_PER_SECOND, Spread.number(pace), HISTORY_DAYS);
    }
    section.table(table(looks));
  }

  /// Lives at a steady pace, as long as the board keeps up with it.
  private static Load.Work lives(BoardClient client, int first) {
    long start = System.nanoTime();
    long pause = TimeUnit.SECONDS.toNanos(1) / LIVES_PER_SECOND;
    return (piece, over) ->
        Thread.startVirtualThread(() -> {
          LockSupport.parkNanos(start + piece * pause - System.nanoTime());
          try {
            new CardLife(client, first + piece).live();
            over.accept(null);
          } catch (RuntimeException failure) {
            over.accept(failure);
          }
        });
  }

  private static List<List<String>> table(List<Map<String, Double>> looks) {
    var table = new ArrayList<List<String>>();
    table.add(List.of("after", "9 days", "45 days", "90 days", "from the half to the end"));
    for (String name : looks.getFirst().keySet()) {
      var row = new ArrayList<String>();
      row.add(name);
      looks.forEach(look -> row.add(number(look.get(name))));
      double half = looks.get(1).get(name);
      double change = looks.get(2).get(name) - half;
      row.add(
          change == 0
              ? "the same"
              : String.format(Locale.ROOT, "%+.1f %%", 100 * change / Math.max(1, half)));
      table.add(row);
    }
    return table;
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : Spread.number(value);
  }
}
