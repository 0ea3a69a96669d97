package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.BoardTrash;
import dev.gazette.board.board.CardId;
import dev.gazette.board.comment.Comments;
import dev.gazette.board.dispatch.Pauses;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Where a simulated board runs: two clocks, a service that dies and comes back, and the timers.
final class World {

  private final SimulatedStore store;
  private Desk desk;
  private long nanos;
  private long steadySince;
  private ReadyTime ready;

  /// A world with these boards, all empty.
  World(SimulatedStore store, long seed, List<BoardId> boards) {
    this.store = store;
    store.begin(seed);
    desk = Desk.over(store, Fuses.POLICY);
    ready = readyTime();
    for (var board : boards) {
      store.write(tx -> desk.boards().create(tx, ANNA, board, "", "", List.of()));
    }
  }

  private ReadyTime readyTime() {
    return new ReadyTime(store.clock(), () -> nanos, () -> true);
  }

  SimulatedStore store() {
    return store;
  }

  Desk desk() {
    return desk;
  }

  Comments comments() {
    return new Comments(desk.cards());
  }

  Pauses pauses() {
    return new Pauses(desk.boards());
  }

  /// The service ends, and another begins on the same database.
  void restart() {
    store.restart();
    desk = Desk.over(store, Fuses.POLICY);
    ready = readyTime();
    steadySince = nanos;
  }

  /// Time goes by.
  void pass(Duration time) {
    store.clock().advance(time);
    nanos += time.toNanos();
  }

  /// The wall clock is set, or the machine slept: the monotonic clock knows nothing of it.
  void jump(Duration time) {
    store.clock().advance(time);
    if (time.abs().compareTo(ReadyTime.TOLERANCE) > 0) {
      steadySince = nanos;
    }
    ready.lasted(); // The timer looks every 30 s, before another jump undoes this one.
  }

  /// A lease as its row tells it.
  private record Open(CardId card, long epoch, Instant expires, long millis) {}

  /// Runs what is due, as the platform's timer would; checks that what is due went, and nothing
  /// else. Answers how much.
  int timers() {
    var before = leases();
    int woken = due(store.read(desk.schedules()::nextWake)) ? desk.wake() : 0;
    var now = store.clock().instant();
    var next = store.read(session -> desk.leases().nextLapse(session, now, ready.since()));
    int lapsed = next.isPresent() && !next.get().isAfter(now) ? desk.lapse(ready.lasted()) : 0;
    check(before, leases());
    var spared = leases();
    desk.lapse(ready.lasted()); // To look again, or too early, does nothing.
    check(spared, leases());
    int ended = due(store.read(desk.attempts()::nextTimeOut)) ? desk.timeOut() : 0;
    woken += due(store.read(desk.schedules()::nextWake)) ? desk.wake() : 0;
    int purged = due(store.read(new Purge(List.of())::next)) ? desk.purge() : 0;
    purged += due(store.read(BoardTrash::nextPurge)) ? desk.purgeBoards() : 0;
    Broken.unless(!due(store.read(BoardTrash::nextPurge)), "a removed board outlived its time");
    Broken.unless(!due(store.read(new Purge(List.of())::next)), "a deleted card outlived its time");
    Broken.unless(
        !due(store.read(desk.attempts()::nextTimeOut)), "an attempt went on after its deadline");
    Broken.unless(
        !due(store.read(desk.schedules()::nextWake)), "a card slept on after its time to wake");
    return woken + lapsed + ended + purged;
  }

  private boolean due(Optional<Instant> time) {
    return time.isPresent() && !time.get().isAfter(store.clock().instant());
  }

  private void check(List<Open> before, List<Open> after) {
    long steady = Duration.ofNanos(nanos - steadySince).toMillis();
    var clock = store.clock().instant();
    var newest = store.read(session -> Instant.ofEpochMilli(newestMillis(session)));
    var now = newest.isAfter(clock) ? newest : clock;
    for (var lease : before) {
      if (after.stream().noneMatch(other -> other.card().equals(lease.card()))) {
        Broken.unless(!lease.expires().isAfter(now), "%s lapsed before its time", lease);
        Broken.unless(
            lease.millis() <= steady, "%s lapsed after %d ms of readiness", lease, steady);
      }
    }
    long lasted = ready.lasted().toMillis();
    for (var lease : after) {
      Broken.unless(
          lease.expires().isAfter(clock) || lease.millis() > lasted, "%s outlived its time", lease);
    }
  }

  private static long newestMillis(Session session) throws SQLException {
    return session.sql("SELECT MAX(created_at_ms) FROM event").number();
  }

  private List<Open> leases() {
    return store.read(session ->
        session
            .sql(
                """
                SELECT board_id, number, epoch, lease_expires_at_ms, lease_millis FROM run WHERE outcome IS NULL
                """)
            .list(rows ->
                new Open(
                    new CardId(new BoardId(rows.getString(1)), rows.getLong(2)),
                    rows.getLong(3),
                    Instant.ofEpochMilli(rows.getLong(4)),
                    rows.getLong(5))));
  }
}
