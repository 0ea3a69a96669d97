package dev.gazette.platform.timer;

import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs errands of a kind, e.g. calls of other services: each on a thread of its own, up to 32 at
/// once, none of them twice at once. Only the store knows how far one got, so a restart goes on
/// where a crash was.
///
/// @param <K> what an errand is known by
public final class Errands<K> {

  /// How many errands run at once.
  public static final int MOST_AT_ONCE = 32;

  private static final Logger LOG = LoggerFactory.getLogger(Errands.class);

  private final Pending<K> pending;
  private final Readers readers;
  private final Timer timer;
  private final Executor threads;
  private final Consumer<K> errand;
  private final Set<K> underWay = ConcurrentHashMap.newKeySet();

  /// Errands that the store holds.
  ///
  /// @param errand runs one, and writes what came of it; it may have ended since it was seen due
  public Errands(
      Pending<K> pending, Readers readers, Timer timer, Executor threads, Consumer<K> errand) {
    this.pending = pending;
    this.readers = readers;
    this.timer = timer;
    this.threads = threads;
    this.errand = errand;
  }

  /// Which errand is due when.
  public record Due<K>(K id, Instant time) {}

  /// The errands that wait.
  @FunctionalInterface
  public interface Pending<K> {

    /// Those that are due first, in order.
    List<Due<K>> next(Session session, int most) throws SQLException;
  }

  /// When the next one is due that does not run already; empty while no more may run.
  public Optional<Instant> nextDue(Session session) throws SQLException {
    int busy = underWay.size();
    if (busy >= MOST_AT_ONCE) {
      return Optional.empty();
    }
    return pending.next(session, busy + 1).stream()
        .filter(due -> !underWay.contains(due.id()))
        .map(Due::time)
        .findFirst();
  }

  /// Starts those that are due, and waits for none: a slow one must not hold up the others.
  public void run(Instant now) {
    readers.readNow(session -> pending.next(session, 2 * MOST_AT_ONCE)).stream()
        .filter(due -> !due.time().isAfter(now))
        .forEach(due -> start(due.id()));
  }

  /// Starts one now, unless it runs or too many do.
  public void start(K id) {
    if (underWay.size() >= MOST_AT_ONCE || !underWay.add(id)) {
      return;
    }
    threads.execute(() -> {
      try {
        errand.accept(id);
      } catch (RuntimeException failure) {
        LOG.warn("{} stays pending: {}", id, failure.getMessage());
      } finally {
        underWay.remove(id);
        timer.changed();
      }
    });
  }
}
