package dev.gazette.governor.write;

import static dev.gazette.governor.error.GovernorReason.ENV_NOT_IGNORED;
import static dev.gazette.governor.error.GovernorReason.ENV_TRACKED_BY_GIT;
import static dev.gazette.governor.error.GovernorReason.FILE_CHANGED;
import static dev.gazette.governor.error.GovernorReason.FILE_TOO_LARGE;
import static dev.gazette.governor.error.GovernorReason.NOTHING_TO_UNDO;

import dev.gazette.governor.probe.FileState;
import dev.gazette.governor.probe.ManagedPath;
import dev.gazette.governor.probe.ProbeClient;
import dev.gazette.governor.probe.ProbeFiles;
import dev.gazette.governor.repository.Repositories;
import dev.gazette.governor.repository.Repository;
import dev.gazette.governor.repository.RepositoryId;
import dev.gazette.governor.write.Writes.Decided;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.outbox.Outbox;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import dev.gazette.proto.governor.v1.GovernedWrite;
import dev.gazette.proto.governor.v1.WriteState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Makes governed writes: reads, decides, records, has it carried, and decides again when somebody
/// else changed the file between. Blocks; runs on the virtual thread of a call, in its context.
final class GovernedWrites {

  /// The largest managed file, in bytes; the probe has the same bound.
  private static final int LARGEST = 1 << 20;

  /// How often a change by somebody else is answered with another decision.
  private static final int MOST_ATTEMPTS = 5;

  private static final int MOST_PENDING = 20;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Calls calls;
  private final Readers readers;
  private final Writer writer;
  private final Outbox outbox;
  private final Writes writes;
  private final ProbeFiles files;
  private final RepositoryLocks locks = new RepositoryLocks();

  GovernedWrites(
      Calls calls, Readers readers, Writer writer, Outbox outbox, Writes writes, ProbeFiles files) {
    this.calls = calls;
    this.readers = readers;
    this.writer = writer;
    this.outbox = outbox;
    this.writes = writes;
    this.files = files;
  }

  /// For whom, where, and whether only to plan.
  record Order(Actor actor, RepositoryId repository, boolean dryRun) {}

  /// Makes a wish come true, or tells what would be written.
  GovernedWrite fulfil(Order order, Wish wish) {
    return alone(order, repository -> attempts(order, repository, wish));
  }

  /// Undoes the last write of a file.
  GovernedWrite undo(Order order, ManagedPath path) {
    return alone(order, repository -> attempts(order, repository, lastWrite(repository, path)));
  }

  /// What is done with a registered repository.
  @FunctionalInterface
  private interface Work {
    GovernedWrite on(Repository repository);
  }

  private GovernedWrite alone(Order order, Work work) {
    var repository = readers.readNow(session -> Repositories.require(session, order.repository()));
    return locks.alone(
        order.repository(),
        () -> {
          if (!order.dryRun()) {
            settle(repository.id());
          }
          return work.on(repository);
        });
  }

  /// Waits for what was recorded before and is not on disk yet, for example since a crash: it comes
  /// first. What fails has its own record; that the probe is away ends this call too.
  private void settle(RepositoryId repository) {
    for (var pending :
        readers.readNow(session -> WriteStore.pending(session, repository, MOST_PENDING))) {
      try {
        Waiting.on(outbox.carried(pending.intent(), GovernedWrite.parser(), PATIENCE));
      } catch (Refusal refused) {
        if (refused.reason().retryable() && !isChanged(refused)) {
          throw refused;
        }
      }
    }
  }

  private Wish lastWrite(Repository repository, ManagedPath path) {
    return readers.readNow(session -> {
      var last =
          WriteStore.lastWritten(session, repository.id(), path)
              .orElseThrow(() ->
                  NOTHING_TO_UNDO.because(
                      "No governed write of %s in %s could be undone.", path, repository.id()));
      return new Wish.Undo(last, writes.contentBefore(session, last));
    });
  }

  private GovernedWrite attempts(Order order, Repository repository, Wish wish) {
    Optional<WriteId> replaces = Optional.empty();
    for (int attempt = 1; ; attempt++) {
      var recorded = attempt(order, repository, wish, replaces);
      if (recorded.getState() != WriteState.WRITE_STATE_PENDING) {
        return recorded;
      }
      try {
        return carried(recorded);
      } catch (Refusal refused) {
        if (!isChanged(refused) || wish instanceof Wish.Undo || attempt == MOST_ATTEMPTS) {
          throw refused;
        }
        replaces = Optional.of(latest(recorded).id());
      }
    }
  }

  private static boolean isChanged(Refusal refusal) {
    return refusal.reason().name().equals(FILE_CHANGED.name());
  }

  /// Reads, decides and records; what is only planned, or changes nothing, is the answer.
  private GovernedWrite attempt(
      Order order, Repository repository, Wish wish, Optional<WriteId> replaces) {
    var change = wish.decide(read(repository, wish.path()));
    requireSize(change);
    if (change.isNeeded() && change.path() == ManagedPath.GITIGNORE) {
      requireStillIgnored(repository, change);
    }
    var first = Optional.<GovernedWrite>empty();
    if (change.isNeeded() && change.path() == ManagedPath.ENV) {
      requireUntracked(repository, change.before());
      if (change.after().isPresent() && !change.before().ignored()) {
        first = Optional.of(ignoreFirst(order, repository));
        change = order.dryRun() ? change : decideIgnored(repository, wish);
      }
    }
    var preceding = first;
    var decided = change;
    if (!decided.isNeeded() || order.dryRun()) {
      var answer = unrecorded(order, decided, preceding);
      return order.dryRun() ? answer : once(_ -> answer, replaces);
    }
    return once(
        tx -> {
          var write =
              writes.decide(
                  tx,
                  order.actor(),
                  new Decided(
                      order.repository(),
                      decided,
                      preceding.map(GovernedWrite::getId).map(WriteId::new),
                      replaces));
          var answer = WriteProtos.render(write).toBuilder().setDiff(WriteProtos.diff(decided));
          preceding.ifPresent(answer::setPrecededBy);
          return answer.build();
        },
        replaces);
  }

  /// The first decision of a call is kept under its request id; those in its place hang on it.
  private GovernedWrite once(
      dev.gazette.platform.store.Operation<GovernedWrite> operation, Optional<WriteId> replaces) {
    return Waiting.on(
        replaces.isPresent()
            ? writer.write(operation)
            : calls.written(GovernedWrite.parser(), operation));
  }

  private static GovernedWrite unrecorded(
      Order order, FileChange change, Optional<GovernedWrite> preceding) {
    var state =
        change.isNeeded() ? WriteState.WRITE_STATE_PLANNED : WriteState.WRITE_STATE_UNCHANGED;
    var answer =
        WriteProtos.render(order.repository(), change, state, order.actor().name()).toBuilder();
    preceding.ifPresent(answer::setPrecededBy);
    return answer.build();
  }

  /// A repository that the probe forgot, for example with its database, is watched again.
  private FileState read(Repository repository, ManagedPath path) {
    try {
      return files.read(repository.id().value(), path);
    } catch (Refusal refused) {
      if (!ProbeClient.isNotTracked(refused)) {
        throw refused;
      }
      files.track(repository.id().value(), repository.path());
      return files.read(repository.id().value(), path);
    }
  }

  private static void requireSize(FileChange change) {
    int size = change.after().map(text -> text.getBytes(StandardCharsets.UTF_8).length).orElse(0);
    if (size > LARGEST) {
      throw FILE_TOO_LARGE.because(
          "%s would have %,d bytes; at most %,d. Make it smaller first.",
          change.path(), size, LARGEST);
    }
  }

  private static void requireUntracked(Repository repository, FileState file) {
    if (file.tracked()) {
      throw ENV_TRACKED_BY_GIT.because(
          "Git tracks .env in %s, so its secrets would be committed; run `git rm --cached .env` there,"
              + " commit that, and change what was a secret.",
          repository.path());
    }
  }

  private void requireStillIgnored(Repository repository, FileChange change) {
    if (files.exposesEnv(repository.id().value(), change.after().orElse(""))) {
      throw ENV_NOT_IGNORED.because(
          "Cannot %s: git would no longer ignore .env in %s, and its secrets could be committed; move"
              + " .env away first (`gazette env undo %s` where Gazette made it), or leave it ignored.",
          change.summary(), repository.path(), repository.id());
    }
  }

  private GovernedWrite ignoreFirst(Order order, Repository repository) {
    var wish = new Wish.Ignore(ManagedPath.ENV);
    var change = wish.decide(read(repository, wish.path()));
    requireSize(change);
    if (order.dryRun()) {
      return unrecorded(order, change, Optional.empty());
    }
    var decided = new Decided(order.repository(), change, Optional.empty(), Optional.empty());
    var recorded =
        Waiting.on(
            writer.write(tx ->
                WriteProtos.render(writes.decide(tx, order.actor(), decided)).toBuilder()
                    .setDiff(WriteProtos.diff(change))
                    .build()));
    return carried(recorded);
  }

  private FileChange decideIgnored(Repository repository, Wish wish) {
    var file = read(repository, wish.path());
    if (!file.ignored()) {
      throw ENV_NOT_IGNORED.because(
          "Git does not ignore .env in %s although .gitignore names it now; look at its ignore rules.",
          repository.path());
    }
    return wish.decide(file);
  }

  /// Waits until a recorded write, or the one in its place, is on disk.
  private GovernedWrite carried(GovernedWrite recorded) {
    var outcome =
        Waiting.on(outbox.carried(latest(recorded).intent(), GovernedWrite.parser(), PATIENCE));
    var answer = outcome.toBuilder().setDiff(recorded.getDiff());
    if (recorded.hasPrecededBy()) {
      answer.setPrecededBy(recorded.getPrecededBy());
    }
    return answer.build();
  }

  private RecordedWrite latest(GovernedWrite recorded) {
    Supplier<IllegalStateException> gone =
        () -> new IllegalStateException("There is no write " + recorded.getId());
    return readers.readNow(session -> {
      var write = WriteStore.find(session, new WriteId(recorded.getId())).orElseThrow(gone);
      while (write.replacedBy().isPresent()) {
        write = WriteStore.find(session, write.replacedBy().get()).orElseThrow(gone);
      }
      return write;
    });
  }
}
