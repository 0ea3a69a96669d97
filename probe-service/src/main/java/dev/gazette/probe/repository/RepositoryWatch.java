package dev.gazette.probe.repository;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.timer.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks at every watched repository every 30 s, at a few at a time.
public final class RepositoryWatch implements Job {

  private static final Logger LOG = LoggerFactory.getLogger(RepositoryWatch.class);
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final int PAGE = 100;
  private static final int AT_ONCE = 4;

  private final RepositoryLooks looks;
  private final Readers readers;

  /// A watch over the repositories of a store.
  public RepositoryWatch(RepositoryLooks looks, Readers readers) {
    this.looks = looks;
    this.readers = readers;
  }

  @Override
  public String name() {
    return "repositories.look";
  }

  @Override
  public Duration interval() {
    return INTERVAL;
  }

  @Override
  public void run(Instant now) {
    var actor = new Actor("probe", UUID.randomUUID().toString());
    Queue<CompletableFuture<?>> running = new ArrayDeque<>();
    String last = "";
    for (boolean more = true; more; ) {
      String after = last;
      var page = readers.readNow(session -> Repositories.after(session, after, PAGE));
      for (var repository : page) {
        if (running.size() == AT_ONCE) {
          running.remove().join();
        }
        running.add(look(actor, repository));
        last = repository.id().value();
      }
      more = page.size() == PAGE;
    }
    running.forEach(CompletableFuture::join);
  }

  /// A look that never fails: one bad repository keeps no other from its turn.
  private CompletableFuture<?> look(Actor actor, TrackedRepository repository) {
    return looks
        .look(actor, repository)
        .toCompletableFuture()
        .handle((facts, failure) -> {
          if (failure != null) {
            tell(repository, failure);
          }
          return repository.id();
        });
  }

  private static void tell(TrackedRepository repository, Throwable failure) {
    var cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    if (cause instanceof Refusal refusal) {
      LOG.debug("Looked at {} in vain: {}", repository.id(), refusal.sentence());
    } else {
      LOG.error("Looking at {} failed", repository.id(), cause);
    }
  }
}
