package dev.gazette.platform.timer;

import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Writer;
import java.sql.SQLException;
import java.time.Duration;
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
/// once, up to 8 of one owner, none of them twice at once. Only the store knows how far one got, so
/// a restart goes on where a crash was. Where there may be other replicas an errand is taken first,
/// by putting it off: one of them runs it, and when that one dies another does.
///
/// @param <K> what an errand is known by
public final class Errands<K> {

  /// How many errands run at once.
  public static final int MOST_AT_ONCE = 32;

  /// How many of one owner's: one whose errands hang must not hold up those of others.
  public static final int MOST_OF_ONE = MOST_AT_ONCE / 4;

  private static final Logger LOG = LoggerFactory.getLogger(Errands.class);

  private final Pending<K> pending;
  private final Duration longest;
  private final Readers readers;
  private final Writer writer;
  private final Timer timer;
  private final Executor threads;
  private final Consumer<K> errand;
  private final Set<K> underWay = ConcurrentHashMap.newKeySet();

  /// Errands that the store holds.
  ///
  /// @param longest more than one takes; a replica that was not through by then is taken for dead
  /// @param errand runs one, and writes what came of it; it may have ended since it was seen due
  public Errands(
      Pending<K> pending,
      Duration longest,
      Readers readers,
      Writer writer,
      Timer timer,
      Executor threads,
      Consumer<K> errand) {
    this.pending = pending;
    this.longest = longest;
    this.readers = readers;
    this.writer = writer;
    this.timer = timer;
    this.threads = threads;
    this.errand = errand;
  }

  /// Which errand is due when.
  public record Due<K>(K id, Instant time) {}

  /// The errands that wait.
  public interface Pending<K> {

    /// Those that are due first, in order; no more of each owner than run at once.
    List<Due<K>> next(Session session, int most) throws SQLException;

    /// Puts one off that is still due when it was seen to be; answers whether it was.
    boolean take(Session session, Due<K> seen, Instant until) throws SQLException;

    /// Whose errand one is; each is its own owner unless this tells better.
    default Object owner(K id) {
      return id;
    }
  }

  /// When the next one is due that does not run already; empty while no more may run.
  public Optional<Instant> nextDue(Session session) throws SQLException {
    int busy = underWay.size();
    if (busy >= MOST_AT_ONCE) {
      return Optional.empty();
    }
    return pending.next(session, busy + 1).stream()
        .filter(due -> !underWay.contains(due.id()) && hasRoom(due.id()))
        .map(Due::time)
        .findFirst();
  }

  /// Whether one more of its owner's may run.
  private boolean hasRoom(K id) {
    var owner = pending.owner(id);
    return underWay.stream().filter(other -> pending.owner(other).equals(owner)).count()
        < MOST_OF_ONE;
  }

  /// Starts those that are due, and waits for none: a slow one must not hold up the others.
  public void run(Instant now) {
    readers.readNow(session -> pending.next(session, 2 * MOST_AT_ONCE)).stream()
        .filter(due -> !due.time().isAfter(now))
        .forEach(this::start);
  }

  /// Starts one now that was seen to be due, unless it runs or too many do.
  public void start(Due<K> due) {
    K id = due.id();
    if (underWay.size() >= MOST_AT_ONCE || !hasRoom(id) || !underWay.add(id)) {
      return;
    }
    threads.execute(() -> {
      try {
        if (!readers.replicated() || taken(due)) {
          errand.accept(id);
        }
      } catch (RuntimeException failure) {
        LOG.warn("{} stays pending: {}", id, failure.getMessage());
      } finally {
        underWay.remove(id);
        timer.changed();
      }
    });
  }

  private boolean taken(Due<K> due) {
    return writer
        .write(tx -> pending.take(tx.session(), due, tx.now().plus(longest)))
        .toCompletableFuture()
        .join();
  }
}
