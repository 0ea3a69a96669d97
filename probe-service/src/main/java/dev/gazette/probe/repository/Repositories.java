package dev.gazette.probe.repository;

import static dev.gazette.probe.error.ProbeReason.REPOSITORY_NOT_TRACKED;
import static dev.gazette.probe.error.ProbeReason.REPOSITORY_TRACKED_ELSEWHERE;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import dev.gazette.probe.git.GitFacts;
import dev.gazette.probe.repository.TrackedRepository.Seen;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/// What is watched, and what was seen of it. What was seen is an event when it changed.
public final class Repositories {

  private Repositories() {}

  /// A watched repository; refused with `REPOSITORY_NOT_TRACKED`.
  public static TrackedRepository require(Session session, RepositoryId id) throws SQLException {
    return RepositoryStore.find(session, id)
        .orElseThrow(() ->
            REPOSITORY_NOT_TRACKED.because(
                "The probe watches no repository %s; register it first.", id));
  }

  /// The watched repositories after an id, in the order of ids.
  static List<TrackedRepository> after(Session session, String id, int limit) throws SQLException {
    return RepositoryStore.after(session, id, limit);
  }

  /// Watches a repository from now on; again at the same path changes nothing but what was seen.
  static void track(Transaction tx, Actor actor, RepositoryId id, Path path, GitFacts facts)
      throws SQLException {
    var known = RepositoryStore.find(tx.session(), id);
    if (known.isPresent() && !known.get().path().equals(path)) {
      throw REPOSITORY_TRACKED_ELSEWHERE.because(
          "The probe watches %s as %s; remove that one first.", known.get().path(), id);
    }
    if (known.isEmpty()) {
      RepositoryStore.insert(tx.session(), id, path, tx.now());
      tx.append(
          actor,
          new NewEvent(
              "repository.tracked",
              Lane.DEVELOPMENT,
              id.subject(),
              Payload.of("repository_id", id.value()).and("path", path.toString())));
    }
    observe(tx, actor, id, facts);
  }

  /// Ends watching a repository; an unknown one changes nothing.
  static void untrack(Transaction tx, Actor actor, RepositoryId id) throws SQLException {
    if (RepositoryStore.delete(tx.session(), id)) {
      tx.append(
          actor,
          new NewEvent(
              "repository.untracked",
              Lane.DEVELOPMENT,
              id.subject(),
              Payload.of("repository_id", id.value())));
    }
  }

  /// Takes note of what was seen. One that is no longer watched changes nothing.
  static void observe(Transaction tx, Actor actor, RepositoryId id, GitFacts facts)
      throws SQLException {
    var known = RepositoryStore.find(tx.session(), id);
    if (known.isEmpty()
        || (known.get().seen() == Seen.THERE && known.get().facts().equals(facts))) {
      return;
    }
    RepositoryStore.see(tx.session(), id, facts);
    tx.append(
        actor,
        new NewEvent(
            "repository.observed", Lane.MONITORING, id.subject(), payload(known.get(), facts)));
  }

  /// Takes note that it is not where it was.
  static void miss(Transaction tx, Actor actor, RepositoryId id) throws SQLException {
    var known = RepositoryStore.find(tx.session(), id);
    if (known.isEmpty() || known.get().seen() == Seen.VANISHED) {
      return;
    }
    RepositoryStore.miss(tx.session(), id);
    tx.append(
        actor,
        new NewEvent(
            "repository.vanished",
            Lane.MONITORING,
            id.subject(),
            Payload.of("repository_id", id.value()).and("path", known.get().path().toString())));
  }

  private static Payload payload(TrackedRepository repository, GitFacts facts) {
    return Payload.of("repository_id", repository.id().value())
        .and("path", repository.path().toString())
        .and("branch", facts.branch())
        .and("head", facts.head())
        .and("dirty", facts.dirty())
        .andEach(
            "remotes",
            facts.remotes().stream()
                .map(remote -> Payload.of("name", remote.name()).and("url", remote.url()))
                .toList());
  }
}
