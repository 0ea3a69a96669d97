package dev.gazette.platform.outbox;

import static dev.gazette.platform.error.PlatformReason.INTERNAL;

import com.google.protobuf.Message;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.grpc.ActingFor;
import dev.gazette.platform.grpc.RemoteErrors;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import dev.gazette.platform.store.Writer;
import dev.gazette.platform.timer.Delays;
import dev.gazette.platform.timer.DueSource;
import dev.gazette.platform.timer.Errands;
import dev.gazette.platform.timer.Timer;
import io.grpc.StatusRuntimeException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries intents when they are due, and writes what came of it.
final class Carrier implements DueSource {

  /// How long the gRPC calls of one attempt may take.
  static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(60);

  /// How long a replica has to carry one, before another does.
  static final Duration TAKEN = LONGEST_ATTEMPT.plusSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);

  private final String service;
  private final Writer writer;
  private final Readers readers;
  private final InstantSource clock;
  private final Timer timer;
  private final Delays delays;
  private final Waiters waiters;
  private final RandomGenerator random;
  private final Errands<IntentId> errands;
  private volatile @Nullable Map<String, IntentHandler> handlers;

  Carrier(
      String service,
      Writer writer,
      Readers readers,
      InstantSource clock,
      Timer timer,
      Delays delays,
      Waiters waiters,
      Executor threads,
      RandomGenerator random) {
    this.service = service;
    this.writer = writer;
    this.readers = readers;
    this.clock = clock;
    this.timer = timer;
    this.delays = delays;
    this.waiters = waiters;
    this.random = random;
    this.errands =
        new Errands<>(new Intents(), TAKEN, readers, writer, timer, threads, this::carry);
  }

  private static final class Intents implements Errands.Pending<IntentId> {

    @Override
    public List<Errands.Due<IntentId>> next(Session session, int most) throws SQLException {
      return IntentStore.next(session, most);
    }

    @Override
    public boolean take(Session session, Errands.Due<IntentId> seen, Instant until)
        throws SQLException {
      return IntentStore.take(session, seen, until);
    }
  }

  /// Begins to carry, also what was pending when the service last ended.
  void start(Collection<? extends IntentHandler> all) {
    handlers =
        all.stream()
            .collect(Collectors.toUnmodifiableMap(IntentHandler::kind, Function.identity()));
    timer.changed();
  }

  @Override
  public String name() {
    return "intents";
  }

  @Override
  public Optional<Instant> nextDue(Session session) throws SQLException {
    return handlers == null ? Optional.empty() : errands.nextDue(session);
  }

  @Override
  public void run(Instant now) {
    errands.run(now);
  }

  /// Carries a pending intent now that was seen to be due, unless it is being carried or too many
  /// are.
  void start(Errands.Due<IntentId> due) {
    if (handlers != null) {
      errands.start(due);
    }
  }

  /// Reads it again: it may have ended since somebody saw it pending.
  private void carry(IntentId id) {
    var known = handlers;
    if (known != null) {
      readers
          .readNow(session -> IntentStore.find(session, id))
          .filter(kept -> kept.state() == IntentState.PENDING)
          .ifPresent(kept -> attempt(kept.intent(), known.get(kept.intent().kind())));
    }
  }

  private void attempt(Intent intent, @Nullable IntentHandler handler) {
    try {
      if (handler == null) {
        throw new IllegalStateException("Nobody carries intents of kind " + intent.kind());
      }
      var outcome = call(intent, handler);
      conclude(intent, outcome);
    } catch (RuntimeException failure) {
      var why = refusal(intent, handler, failure);
      var next = Attempts.next(intent, why, clock.instant(), random);
      if (next.isPresent()) {
        putOff(intent, why, next.get());
      } else {
        giveUp(intent, handler, why);
      }
    }
  }

  /// Makes the call in a context of its own, which tells the peer of the actor and ends its calls
  /// when they take too long.
  private Operation<? extends Message> call(Intent intent, IntentHandler handler) {
    var context = ActingFor.context(service, intent.actor()).withCancellation();
    var limit = delays.after(LONGEST_ATTEMPT, () -> context.cancel(new TimeoutException()));
    var outer = context.attach();
    try {
      return handler.carry(intent);
    } finally {
      context.detach(outer);
      limit.cancel();
      context.cancel(null);
    }
  }

  private void conclude(Intent intent, Operation<? extends Message> outcome) {
    var answer =
        join(transaction -> {
          var kept = outcome.in(transaction).toByteString();
          if (!IntentStore.done(transaction.session(), intent.id(), kept, transaction.now())) {
            throw new IllegalStateException(intent.id() + " ended meanwhile");
          }
          append(transaction, intent, "intent.carried", Payload.of("intent", intent.id().value()));
          return kept;
        });
    waiters.tell(intent.id(), waiter -> waiter.done(answer));
  }

  private static void append(Transaction transaction, Intent intent, String kind, Payload payload)
      throws SQLException {
    transaction.append(
        intent.actor(),
        new NewEvent(kind, Lane.MONITORING, intent.subject(), payload.and("kind", intent.kind())));
  }

  private <T> T join(Operation<T> operation) {
    try {
      return writer.write(operation).toCompletableFuture().join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    }
  }

  private Refusal refusal(
      Intent intent, @Nullable IntentHandler handler, RuntimeException failure) {
    if (handler != null
        && (failure instanceof Refusal || failure instanceof StatusRuntimeException)) {
      return RemoteErrors.of(handler.peer(), failure);
    }
    LOG.error("Intent {} ({}) failed by a fault", intent.id(), intent.kind(), failure);
    return INTERNAL.because(
        "%s failed by a fault of Gazette's; the log holds it under %s.",
        intent.kind(), intent.id());
  }

  private void putOff(Intent intent, Refusal why, Instant next) {
    LOG.info(
        "Intent {} ({}) is tried again at {}: {}",
        intent.id(),
        intent.kind(),
        next,
        why.sentence());
    join(transaction -> {
      IntentStore.putOff(transaction.session(), intent.id(), why, next);
      return intent;
    });
    waiters.tell(intent.id(), waiter -> waiter.trouble(why));
  }

  private void giveUp(Intent intent, @Nullable IntentHandler handler, Refusal why) {
    LOG.warn("Intent {} ({}) is given up: {}", intent.id(), intent.kind(), why.sentence());
    try {
      join(transaction -> fail(transaction, intent, handler, why));
    } catch (IllegalStateException | NullPointerException fault) {
      LOG.error("The handler of {} cannot write its failure", intent.kind(), fault);
      join(transaction -> fail(transaction, intent, null, why));
    }
    waiters.tell(intent.id(), waiter -> waiter.failed(why));
  }

  private static boolean fail(
      Transaction transaction, Intent intent, @Nullable IntentHandler handler, Refusal why)
      throws SQLException {
    if (!IntentStore.failed(transaction.session(), intent.id(), why, transaction.now())) {
      return false;
    }
    if (handler != null) {
      handler.failed(transaction, intent, why);
    }
    append(
        transaction,
        intent,
        "intent.failed",
        Payload.of("intent", intent.id().value())
            .and("reason", why.reason().name())
            .and("failure", why.sentence()));
    return true;
  }
}
