package dev.gazette.platform.store;

import dev.gazette.platform.event.EventStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a replica hears of the commits of the others: on PostgreSQL each commit that made an event
/// notifies all who listen, from within its transaction, so that nobody hears of what is not there.
/// A connection that breaks is opened anew, and the log is looked at for what was not heard. On
/// SQLite there are no others, and nothing listens.
public final class CommitBell implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(CommitBell.class);

  /// After so long without a notice the log is looked at, which shows whether the server is there.
  private static final int LONGEST_SILENCE_MILLIS = 10_000;

  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final Duration LONGEST_END = Duration.ofSeconds(1);

  private final Database database;
  private final LongConsumer heard;
  private final Thread thread = Thread.ofVirtual().name("commit-bell").unstarted(this::run);
  private long pauseNanos = FIRST_PAUSE_NANOS;
  private volatile boolean closed;
  private volatile @Nullable Connection line;

  /// A bell that does not listen yet.
  ///
  /// @param heard told the position of the newest event; must not block
  public CommitBell(Database database, LongConsumer heard) {
    this.database = database;
    this.heard = heard;
  }

  /// Tells all replicas, with the commit of this session's transaction.
  static void ring(Session session, Database database, long newest) throws SQLException {
    session.sql("SELECT pg_notify(?, ?)", channel(database), Long.toString(newest)).exists();
  }

  private static String channel(Database database) {
    return "gazette." + database.service();
  }

  /// Begins to listen, where there may be others.
  public void start() {
    if (database.dialect().replicated()) {
      thread.start();
    }
  }

  private void run() {
    while (!closed) {
      try (var session = new Session(database.connect(), database.dialect())) {
        line = session.connection();
        listen(session);
      } catch (SQLException gone) {
        pause(gone);
      }
    }
  }

  private void listen(Session session) throws SQLException {
    session.execute("LISTEN \"" + channel(database) + "\"");
    heard.accept(EventStore.newest(session));
    pauseNanos = FIRST_PAUSE_NANOS;
    var notices = session.connection().unwrap(PGConnection.class);
    while (!closed) {
      var news = notices.getNotifications(LONGEST_SILENCE_MILLIS);
      heard.accept(
          news == null || news.length == 0
              ? EventStore.newest(session)
              : Long.parseLong(news[news.length - 1].getParameter()));
    }
  }

  private void pause(SQLException gone) {
    if (!closed) {
      LOG.warn("Does not hear of other replicas of {}: {}", database.service(), gone.getMessage());
      LockSupport.parkNanos(this, pauseNanos);
      pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
    }
  }

  /// Ends the listening.
  @Override
  public void close() {
    closed = true;
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      var open = line;
      if (open != null) {
        open.abort(Runnable::run); // It waits for the server, so that it cannot be closed.
      }
      LockSupport.unpark(thread);
      thread.join(LONGEST_END);
    } catch (SQLException _) {
      // It is gone already.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
