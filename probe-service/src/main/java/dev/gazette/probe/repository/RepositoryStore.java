package dev.gazette.probe.repository;

import dev.gazette.platform.store.Session;
import dev.gazette.probe.git.GitFacts;
import dev.gazette.probe.git.Remote;
import dev.gazette.probe.repository.TrackedRepository.Seen;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The table `tracked_repository`: the only class that knows its SQL.
final class RepositoryStore {

  private static final GitFacts NOTHING = new GitFacts("", "", false, List.of());

  private RepositoryStore() {}

  static Optional<TrackedRepository> find(Session session, RepositoryId id) throws SQLException {
    return session
        .sql("SELECT * FROM tracked_repository WHERE repository_id = ?", id.value())
        .first(RepositoryStore::repository);
  }

  /// Those after an id, in the order of ids.
  static List<TrackedRepository> after(Session session, String id, int limit) throws SQLException {
    return session
        .sql(
            """
            SELECT * FROM tracked_repository WHERE repository_id > ?
             ORDER BY repository_id LIMIT ?
            """,
            id,
            limit)
        .list(RepositoryStore::repository);
  }

  static void insert(Session session, RepositoryId id, Path path, Instant now) throws SQLException {
    session
        .sql(
            """
            INSERT INTO tracked_repository (repository_id, path, seen, branch, head, dirty, remotes, created_at_ms)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            id.value(),
            path.toString(),
            Seen.NEVER,
            NOTHING.branch(),
            NOTHING.head(),
            NOTHING.dirty(),
            lines(NOTHING.remotes()),
            now)
        .update();
  }

  static void see(Session session, RepositoryId id, GitFacts facts) throws SQLException {
    session
        .sql(
            """
            UPDATE tracked_repository SET seen = ?, branch = ?, head = ?, dirty = ?, remotes = ?
             WHERE repository_id = ?
            """,
            Seen.THERE,
            facts.branch(),
            facts.head(),
            facts.dirty(),
            lines(facts.remotes()),
            id.value())
        .update();
  }

  static void miss(Session session, RepositoryId id) throws SQLException {
    session
        .sql(
            "UPDATE tracked_repository SET seen = ? WHERE repository_id = ?",
            Seen.VANISHED,
            id.value())
        .update();
  }

  /// Answers whether there was one.
  static boolean delete(Session session, RepositoryId id) throws SQLException {
    return session
            .sql("DELETE FROM tracked_repository WHERE repository_id = ?", id.value())
            .update()
        == 1;
  }

  private static TrackedRepository repository(ResultSet rows) throws SQLException {
    return new TrackedRepository(
        new RepositoryId(rows.getString("repository_id")),
        Path.of(rows.getString("path")),
        Seen.valueOf(rows.getString("seen")),
        new GitFacts(
            rows.getString("branch"),
            rows.getString("head"),
            rows.getLong("dirty") == 1,
            remotes(rows.getString("remotes"))));
  }

  /// One remote a line, name and address with a tab between them: neither holds control characters.
  private static String lines(List<Remote> remotes) {
    return remotes.stream()
        .map(remote -> remote.name() + "\t" + remote.url())
        .collect(Collectors.joining("\n"));
  }

  private static List<Remote> remotes(String lines) {
    return lines
        .lines()
        .map(line -> line.split("\t", 2))
        .map(parts -> new Remote(parts[0], parts[1]))
        .toList();
  }
}
