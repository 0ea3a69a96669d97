package dev.gazette.platform.store;

import static dev.gazette.platform.error.PlatformReason.QUEUE_FULL;
import static dev.gazette.platform.error.PlatformReason.SHUTTING_DOWN;

import dev.gazette.platform.event.EventStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The only thread that writes a service's database. It takes all operations that wait, runs each
/// in a savepoint of its own, and commits them together: one `fdatasync` serves up to {@link
/// Dialect#groupSize} callers. A stage completes after the commit: on the executor that the caller
/// names, else on the writer's thread. What hangs on it must be short and must not block.
public final class Writer implements AutoCloseable {

  /// How many operations may wait; one more is refused.
  static final int QUEUE_BOUND = 8_192;

  private static final Duration DRAIN = Duration.ofSeconds(8);

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final LongConsumer committed;
  private final ArrayBlockingQueue<Pending<?>> queue = new ArrayBlockingQueue<>(QUEUE_BOUND);
  private final Known known = new Known();
  private final Thread thread;
  private @Nullable Session session;
  private volatile boolean stopping;
  private volatile @Nullable String problem;

  /// A writer on a migrated database, started.
  ///
  /// @param committed told the position of the newest event after each commit that made one; must
  ///   not block
  public Writer(
      Database database, InstantSource clock, RandomGenerator random, LongConsumer committed) {
    this.database = database;
    this.clock = clock;
    this.random = random;
    this.committed = committed;
    this.thread = Thread.ofPlatform().name(database.service() + "-writer").start(this::run);
  }

  /// Queues an operation. The stage fails with what the operation threw, or with `QUEUE_FULL`,
  /// `SHUTTING_DOWN` or `STORE_UNAVAILABLE`; a failed operation left nothing behind.
  public <T> CompletionStage<T> write(Operation<T> operation) {
    return write(operation, Runnable::run);
  }

  /// Queues an operation as {@link #write(Operation)} does; its stage completes on an executor,
  /// which gets all of a group that name it as one task.
  public <T> CompletionStage<T> write(Operation<T> operation, Executor answering) {
    var pending = new Pending<>(operation, answering);
    if (stopping) {
      pending.fail(
          SHUTTING_DOWN.because(
              "The %s service is stopping; try again when it is back.", database.service()));
    } else if (!queue.offer(pending)) {
      pending.fail(
          QUEUE_FULL.because("%d writes wait already; try again in a moment.", QUEUE_BOUND));
    }
    return pending.result;
  }

  /// Writes what changes nothing, so that {@link #problem} tells how the database is now.
  public CompletionStage<Boolean> prove() {
    return write(transaction -> {
      if (database.dialect() == Dialect.SQLITE) {
        transaction.session().execute("PRAGMA user_version = 0"); // Goes to the disk nevertheless.
      }
      return true;
    });
  }

  /// Why the database could not be written when last tried, or empty.
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  private void run() {
    var group = new ArrayList<Pending<?>>();
    while (!stopping || !queue.isEmpty()) {
      try {
        var first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          group.add(first);
          queue.drainTo(group, database.dialect().groupSize() - 1);
          commit(group);
          group.clear();
        }
      } catch (InterruptedException _) {
        stopping = true;
      }
    }
    discardSession();
  }

  /// Runs a group in one transaction, then answers. What goes wrong before the commit fails the
  /// whole group; nothing that goes wrong after it may, for the writes are done.
  private void commit(List<Pending<?>> group) {
    long before;
    try {
      var open = session();
      before = begin(open, group);
      open.commit();
    } catch (SQLException | RuntimeException failure) {
      var refusal = Failures.unavailable(database, failure);
      problem = refusal.sentence();
      discardSession();
      group.forEach(pending -> pending.fail(refusal));
      return;
    }
    problem = null;
    answer(group);
    announce(before);
  }

  /// Waking a thread costs as much as an operation, so each executor is asked once.
  private static void answer(List<Pending<?>> group) {
    var byExecutor = new IdentityHashMap<Executor, List<Pending<?>>>();
    for (var pending : group) {
      byExecutor.computeIfAbsent(pending.answering, _ -> new ArrayList<>()).add(pending);
    }
    byExecutor.forEach(Writer::answer);
  }

  /// An executor that has ended takes nothing; its callers are answered here.
  private static void answer(Executor answering, List<Pending<?>> same) {
    try {
      answering.execute(() -> same.forEach(Pending::answer));
    } catch (RejectedExecutionException _) {
      same.forEach(Pending::answer);
    }
  }

  private long newest;

  private long begin(Session open, List<Pending<?>> group) throws SQLException {
    Instant now = beginTransaction(open);
    if (database.dialect().replicated()) {
      known.clear();
    }
    var head =
        known.get(EventStore.Head.class) instanceof EventStore.Head last
            ? last
            : EventStore.head(open, database.service());
    var transaction = new Transaction(open, database.service(), head, now, random, known);
    for (var pending : group) {
      pending.operation.foresee(transaction);
    }
    for (var pending : group) {
      transaction.apart(pending::run);
    }
    transaction.writeRows();
    known.put(EventStore.Head.class, transaction.head());
    newest = transaction.head().position();
    if (database.dialect().replicated() && newest > head.position()) {
      CommitBell.ring(open, database, newest);
    }
    return head.position();
  }

  private void announce(long before) {
    if (newest > before) {
      committed.accept(newest);
    }
  }

  private Instant beginTransaction(Session open) throws SQLException {
    open.begin();
    if (database.dialect() == Dialect.SQLITE) {
      return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
    open.sql("SELECT pg_advisory_xact_lock(hashtext(?))", "gazette." + database.service()).exists();
    long millis =
        open.sql("SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::bigint").number();
    return Instant.ofEpochMilli(millis);
  }

  private Session session() throws SQLException {
    var open = session;
    if (open == null) {
      open = database.open();
      session = open;
    }
    return open;
  }

  /// Closing rolls back what was open; the next group opens a session anew.
  private void discardSession() {
    var open = session;
    session = null;
    known.clear();
    if (open != null) {
      try {
        open.close();
      } catch (SQLException _) {
        // The connection is given up either way.
      }
    }
  }

  /// Refuses new operations, finishes those that wait, and closes the connection; within 8 s.
  @Override
  public void close() {
    stopping = true;
    try {
      if (!thread.join(DRAIN)) {
        thread.interrupt();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// An operation that waits, and what became of it.
  private static final class Pending<T> {
    private final Operation<T> operation;
    private final Executor answering;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private @Nullable T value;
    private @Nullable Throwable failure;

    Pending(Operation<T> operation, Executor answering) {
      this.operation = operation;
      this.answering = answering;
    }

    /// Runs it; answers whether its changes stay.
    boolean run(Transaction transaction) {
      try {
        value = operation.in(transaction);
        return true;
      } catch (SQLException | RuntimeException thrown) {
        failure = thrown;
        return false;
      }
    }

    @SuppressWarnings("NullAway") // An operation of type Void gives null.
    void answer() {
      if (failure == null) {
        result.complete(value);
      } else {
        result.completeExceptionally(failure);
      }
    }

    void fail(Throwable thrown) {
      result.completeExceptionally(thrown);
    }
  }
}
