package dev.gazette.governor.write;

import dev.gazette.governor.probe.ManagedPath;
import dev.gazette.governor.repository.RepositoryId;
import dev.gazette.platform.outbox.IntentId;
import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tables `governed_write` and `write_epoch`: the only class that knows their SQL.
final class WriteStore {

  private WriteStore() {}

  static void insert(
      Session session,
      RecordedWrite write,
      byte @Nullable [] sealedBefore,
      byte @Nullable [] sealedAfter)
      throws SQLException {
    session
        .sql(
            """
            INSERT INTO governed_write (write_id, number, repository_id, relative_path, state, summary,
                                        hash_before, hash_after, mode_before, mode_after, sealed_before,
                                        sealed_after, preceded_by, undoes, intent_id, actor, failure, created_at_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            write.id().value(),
            write.number(),
            write.repository().value(),
            write.path().fileName(),
            write.state(),
            write.summary(),
            write.hashBefore(),
            write.hashAfter(),
            write.modeBefore(),
            write.modeAfter(),
            sealedBefore,
            sealedAfter,
            write.precededBy().map(WriteId::value).orElse(null),
            write.undoes().map(WriteId::value).orElse(null),
            write.intent().value(),
            write.actor(),
            write.failure(),
            write.createTime())
        .update();
  }

  static Optional<RecordedWrite> find(Session session, WriteId id) throws SQLException {
    return session
        .sql("SELECT * FROM governed_write WHERE write_id = ?", id.value())
        .first(WriteStore::write);
  }

  /// The newest write of a file that is on disk.
  static Optional<RecordedWrite> lastWritten(
      Session session, RepositoryId repository, ManagedPath path) throws SQLException {
    return session
        .sql(
            """
            SELECT * FROM governed_write
             WHERE repository_id = ? AND relative_path = ? AND state = 'WRITTEN'
             ORDER BY number DESC LIMIT 1
            """,
            repository.value(),
            path.fileName())
        .first(WriteStore::write);
  }

  /// The pending writes of a repository, oldest first.
  static List<RecordedWrite> pending(Session session, RepositoryId repository, int limit)
      throws SQLException {
    return session
        .sql(
            """
            SELECT * FROM governed_write WHERE repository_id = ? AND state = 'PENDING'
             ORDER BY number LIMIT ?
            """,
            repository.value(),
            limit)
        .list(WriteStore::write);
  }

  /// The writes of a repository before a number, newest first.
  static List<RecordedWrite> before(
      Session session, RepositoryId repository, long number, int limit) throws SQLException {
    return session
        .sql(
            """
            SELECT * FROM governed_write WHERE repository_id = ? AND number < ?
             ORDER BY number DESC LIMIT ?
            """,
            repository.value(),
            number,
            limit)
        .list(WriteStore::write);
  }

  static long nextNumber(Session session) throws SQLException {
    return session.sql("SELECT COALESCE(MAX(number), 0) + 1 FROM governed_write").number();
  }

  static Optional<byte[]> sealedBefore(Session session, WriteId id) throws SQLException {
    return sealed(session, "SELECT sealed_before FROM governed_write WHERE write_id = ?", id);
  }

  static Optional<byte[]> sealedAfter(Session session, WriteId id) throws SQLException {
    return sealed(session, "SELECT sealed_after FROM governed_write WHERE write_id = ?", id);
  }

  private static Optional<byte[]> sealed(Session session, String sql, WriteId id)
      throws SQLException {
    return session
        .sql(sql, id.value())
        .first(rows -> Optional.ofNullable(rows.getBytes(1)))
        .flatMap(found -> found);
  }

  /// Ends a pending write on disk; its content is not needed any more, and of the file's others
  /// none can be undone before it.
  static void written(Session session, RecordedWrite write) throws SQLException {
    session
        .sql(
            "UPDATE governed_write SET state = 'WRITTEN', sealed_after = NULL WHERE write_id = ?",
            write.id().value())
        .update();
    session
        .sql(
            """
            UPDATE governed_write SET sealed_before = NULL
             WHERE repository_id = ? AND relative_path = ? AND number < ? AND sealed_before IS NOT NULL
            """,
            write.repository().value(),
            write.path().fileName(),
            write.number())
        .update();
  }

  static void undone(Session session, WriteId id) throws SQLException {
    session
        .sql("UPDATE governed_write SET state = 'UNDONE' WHERE write_id = ?", id.value())
        .update();
  }

  static void failed(Session session, WriteId id, String failure) throws SQLException {
    session
        .sql(
            """
            UPDATE governed_write
               SET state = 'FAILED', failure = ?, sealed_before = NULL, sealed_after = NULL
             WHERE write_id = ?
            """,
            failure,
            id.value())
        .update();
  }

  static void replaced(Session session, WriteId id, WriteId by) throws SQLException {
    session
        .sql("UPDATE governed_write SET replaced_by = ? WHERE write_id = ?", by.value(), id.value())
        .update();
  }

  /// The next number of an order: above all before, also after an old copy of the database was put
  /// back, because it is not below the time in milliseconds.
  static long nextEpoch(Session session, Instant now) throws SQLException {
    long last = session.sql("SELECT epoch FROM write_epoch WHERE write_epoch_id = 1").number();
    long next = Math.max(last + 1, now.toEpochMilli());
    session
        .sql(
            """
            INSERT INTO write_epoch (write_epoch_id, epoch) VALUES (1, ?)
                ON CONFLICT (write_epoch_id) DO UPDATE SET epoch = excluded.epoch
            """,
            next)
        .update();
    return next;
  }

  private static RecordedWrite write(ResultSet rows) throws SQLException {
    return new RecordedWrite(
        new WriteId(rows.getString("write_id")),
        rows.getLong("number"),
        new RepositoryId(rows.getString("repository_id")),
        ManagedPath.parse(rows.getString("relative_path")),
        WriteState.valueOf(rows.getString("state")),
        rows.getString("summary"),
        rows.getString("hash_before"),
        rows.getString("hash_after"),
        rows.getInt("mode_before"),
        rows.getInt("mode_after"),
        id(rows.getString("preceded_by")),
        id(rows.getString("undoes")),
        id(rows.getString("replaced_by")),
        new IntentId(rows.getString("intent_id")),
        rows.getString("actor"),
        rows.getString("failure"),
        Instant.ofEpochMilli(rows.getLong("created_at_ms")));
  }

  private static Optional<WriteId> id(@Nullable String value) {
    return Optional.ofNullable(value).map(WriteId::new);
  }
}
