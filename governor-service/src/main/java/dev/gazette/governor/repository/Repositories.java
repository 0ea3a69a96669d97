package dev.gazette.governor.repository;

import static dev.gazette.governor.error.GovernorReason.REPOSITORY_EXISTS;
import static dev.gazette.governor.error.GovernorReason.REPOSITORY_NOT_FOUND;
import static dev.gazette.platform.error.PlatformReason.ETAG_STALE;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What the registry holds.
public final class Repositories {

  private Repositories() {}

  /// A registered repository; refused with `REPOSITORY_NOT_FOUND`.
  public static Repository require(Session session, RepositoryId id) throws SQLException {
    return RepositoryStore.find(session, id).orElseThrow(() -> notFound(id));
  }

  private static Refusal notFound(RepositoryId id) {
    return REPOSITORY_NOT_FOUND.because(
        "No repository is registered as %s; list the repositories for their ids.", id);
  }

  /// Keeps an id for a registration under way, or refuses with `REPOSITORY_EXISTS`.
  static void reserve(Transaction tx, RepositoryId id, String path) throws SQLException {
    requireFree(tx.session(), id, path);
    if (!RepositoryStore.reserve(tx.session(), id, tx.now())) {
      throw REPOSITORY_EXISTS.because(
          "A repository %s is being registered right now; choose another id, or wait.", id);
    }
  }

  private static void requireFree(Session session, RepositoryId id, String path)
      throws SQLException {
    var sameId = RepositoryStore.findLike(session, id);
    if (sameId.isPresent()) {
      throw REPOSITORY_EXISTS.because(
          "%s is registered already, at %s; choose another id.",
          sameId.get().id(), sameId.get().path());
    }
    var samePath = RepositoryStore.findByPath(session, path);
    if (samePath.isPresent()) {
      throw REPOSITORY_EXISTS.because(
          "%s is registered already, as %s.", path, samePath.get().id());
    }
  }

  /// Enters a repository that the probe watches now, at the path that it found.
  static Repository register(Transaction tx, Actor actor, Repository asked, String path)
      throws SQLException {
    RepositoryStore.free(tx.session(), asked.id());
    requireFree(tx.session(), asked.id(), path);
    var entry =
        new Repository(
            asked.id(), path, asked.description(), asked.labels(), tx.now(), tx.now(), 1);
    RepositoryStore.insert(tx.session(), entry);
    append(tx, actor, "repository.registered", entry);
    return entry;
  }

  /// Gives up a registration; answers whether the id is nobody's now.
  static boolean giveUp(Transaction tx, RepositoryId id) throws SQLException {
    RepositoryStore.free(tx.session(), id);
    return RepositoryStore.findLike(tx.session(), id).isEmpty();
  }

  /// What to change of an entry; what is empty stays.
  record Change(
      RepositoryId id,
      Optional<String> description,
      Optional<List<String>> labels,
      Optional<String> etag) {}

  static Repository update(Transaction tx, Actor actor, Change change) throws SQLException {
    var entry = require(tx.session(), change.id());
    if (change.etag().filter(etag -> !etag.equals(Long.toString(entry.revision()))).isPresent()) {
      throw ETAG_STALE
          .because(
              "%s was changed at %s, after you read it; read it again.",
              entry.id(), entry.updateTime())
          .with("etag", entry.revision());
    }
    var changed =
        new Repository(
            entry.id(),
            entry.path(),
            change.description().orElse(entry.description()),
            change.labels().orElse(entry.labels()),
            entry.createTime(),
            tx.now(),
            entry.revision() + 1);
    RepositoryStore.update(tx.session(), changed);
    append(tx, actor, "repository.updated", changed);
    return changed;
  }

  static void remove(Transaction tx, Actor actor, RepositoryId id) throws SQLException {
    if (!RepositoryStore.delete(tx.session(), id)) {
      throw notFound(id);
    }
    tx.append(
        actor,
        new NewEvent(
            "repository.removed", Lane.DEVELOPMENT, id.subject(), Payload.of("id", id.value())));
  }

  private static void append(Transaction tx, Actor actor, String kind, Repository entry)
      throws SQLException {
    var payload =
        Payload.of("id", entry.id().value())
            .and("path", entry.path())
            .and("description", entry.description())
            .and("labels", entry.labels())
            .and("etag", Long.toString(entry.revision()));
    tx.append(actor, new NewEvent(kind, Lane.DEVELOPMENT, entry.id().subject(), payload));
  }
}
