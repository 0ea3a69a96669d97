package dev.gazette.governor.repository;

import dev.gazette.platform.store.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tables `repository` and `registration`: the only class that knows their SQL.
final class RepositoryStore {

  private RepositoryStore() {}

  static Optional<Repository> find(Session session, RepositoryId id) throws SQLException {
    return session
        .sql("SELECT * FROM repository WHERE repository_id = ?", id.value())
        .first(RepositoryStore::repository);
  }

  /// The entry whose id is the same but for the case.
  static Optional<Repository> findLike(Session session, RepositoryId id) throws SQLException {
    return session
        .sql("SELECT * FROM repository WHERE LOWER(repository_id) = LOWER(?)", id.value())
        .first(RepositoryStore::repository);
  }

  static Optional<Repository> findByPath(Session session, String path) throws SQLException {
    return session
        .sql("SELECT * FROM repository WHERE path = ?", path)
        .first(RepositoryStore::repository);
  }

  static List<Repository> after(Session session, String id, int limit) throws SQLException {
    return session
        .sql(
            """
            SELECT * FROM repository WHERE repository_id > ? ORDER BY repository_id LIMIT ?
            """,
            id,
            limit)
        .list(RepositoryStore::repository);
  }

  /// Which path is registered under which id: all of them.
  static Map<String, String> idsByPath(Session session) throws SQLException {
    var ids = new HashMap<String, String>();
    session
        .sql("SELECT path, repository_id FROM repository")
        .list(rows -> ids.put(rows.getString(1), rows.getString(2)) == null);
    return ids;
  }

  static void insert(Session session, Repository repository) throws SQLException {
    session
        .sql(
            """
            INSERT INTO repository (repository_id, path, description, labels, revision, created_at_ms, updated_at_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """,
            repository.id().value(),
            repository.path(),
            repository.description(),
            String.join("\n", repository.labels()),
            repository.revision(),
            repository.createTime(),
            repository.updateTime())
        .update();
  }

  static void update(Session session, Repository repository) throws SQLException {
    session
        .sql(
            """
            UPDATE repository SET description = ?, labels = ?, revision = ?, updated_at_ms = ?
             WHERE repository_id = ?
            """,
            repository.description(),
            String.join("\n", repository.labels()),
            repository.revision(),
            repository.updateTime(),
            repository.id().value())
        .update();
  }

  /// Answers whether there was one.
  static boolean delete(Session session, RepositoryId id) throws SQLException {
    return session.sql("DELETE FROM repository WHERE repository_id = ?", id.value()).update() == 1;
  }

  /// Keeps an id for a registration that is under way; false when another one is.
  static boolean reserve(Session session, RepositoryId id, Instant now) throws SQLException {
    return session
            .sql(
                """
                INSERT INTO registration (folded_id, created_at_ms) VALUES (LOWER(?), ?)
                    ON CONFLICT (folded_id) DO NOTHING
                """,
                id.value(),
                now)
            .update()
        == 1;
  }

  static boolean reserved(Session session, RepositoryId id) throws SQLException {
    return session
        .sql("SELECT 1 FROM registration WHERE folded_id = LOWER(?)", id.value())
        .exists();
  }

  static void free(Session session, RepositoryId id) throws SQLException {
    session.sql("DELETE FROM registration WHERE folded_id = LOWER(?)", id.value()).update();
  }

  private static Repository repository(ResultSet rows) throws SQLException {
    return new Repository(
        new RepositoryId(rows.getString("repository_id")),
        rows.getString("path"),
        rows.getString("description"),
        rows.getString("labels").lines().toList(),
        Instant.ofEpochMilli(rows.getLong("created_at_ms")),
        Instant.ofEpochMilli(rows.getLong("updated_at_ms")),
        rows.getLong("revision"));
  }
}
