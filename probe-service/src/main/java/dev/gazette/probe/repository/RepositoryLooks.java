package dev.gazette.probe.repository;

import static dev.gazette.probe.error.ProbeReason.PATH_REFUSED;
import static dev.gazette.probe.error.ProbeReason.REPOSITORY_VANISHED;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Writer;
import dev.gazette.probe.disk.DiskThreads;
import dev.gazette.probe.git.GitFacts;
import dev.gazette.probe.git.GitReader;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// Looks at repositories, and takes note of what it sees.
public final class RepositoryLooks {

  private final GitReader git;
  private final DiskThreads threads;
  private final Writer writer;

  /// Looks on threads of their own, so that a slow one holds up no write of a file.
  public RepositoryLooks(GitReader git, DiskThreads threads, Writer writer) {
    this.git = git;
    this.threads = threads;
    this.writer = writer;
  }

  /// What is to be seen at a path, noted nowhere.
  CompletionStage<GitFacts> glance(RepositoryId id, Path path) {
    return threads.run(id.value(), () -> facts(path));
  }

  /// What is to be seen of a watched repository, once that is noted; `REPOSITORY_VANISHED` when it
  /// is not where it was.
  CompletionStage<GitFacts> look(Actor actor, TrackedRepository repository) {
    return glance(repository.id(), repository.path())
        .handle((facts, failure) ->
            failure == null
                ? writer.<GitFacts>write(tx -> {
                  Repositories.observe(tx, actor, repository.id(), facts);
                  return facts;
                })
                : missed(actor, repository, failure))
        .thenCompose(noted -> noted);
  }

  private CompletionStage<GitFacts> missed(
      Actor actor, TrackedRepository repository, Throwable failure) {
    var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    if (!(cause instanceof Refusal refusal) || refusal.reason() != REPOSITORY_VANISHED) {
      return CompletableFuture.failedFuture(failure);
    }
    return writer
        .write(tx -> {
          Repositories.miss(tx, actor, repository.id());
          return tx.now();
        })
        .thenCompose(_ -> CompletableFuture.failedFuture(refusal));
  }

  private GitFacts facts(Path path) {
    try {
      Roots.requireRepository(path);
    } catch (Refusal refused) {
      if (refused.reason() != PATH_REFUSED) {
        throw refused;
      }
      throw REPOSITORY_VANISHED.because(
          "The repository is not at its path: %s", refused.sentence());
    }
    return git.facts(path);
  }
}
