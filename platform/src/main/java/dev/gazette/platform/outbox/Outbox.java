package dev.gazette.platform.outbox;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Transaction;
import dev.gazette.platform.timer.Errands;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletionStage;

/// What a service does through another one (DESIGN decision 6). An operation intends, within its
/// own transaction; the outbox makes the call once that is committed, and commits the outcome
/// exactly once, whatever crashes between.
public final class Outbox {

  private final Readers readers;
  private final InstantSource clock;
  private final Carrier carrier;
  private final Waiters waiters;

  Outbox(Readers readers, InstantSource clock, Carrier carrier, Waiters waiters) {
    this.readers = readers;
    this.clock = clock;
    this.carrier = carrier;
    this.waiters = waiters;
  }

  /// Intends something: it will be carried when the transaction is committed.
  ///
  /// @param kind the {@link IntentHandler#kind} of what carries it
  /// @param subject the resource path that it is about
  /// @param payload what the handler needs; kept as it is, so it holds no secret
  public static IntentId intend(
      Transaction transaction, Actor actor, String kind, String subject, Message payload)
      throws SQLException {
    var id = new IntentId(transaction.newId(IntentId.PREFIX));
    IntentStore.add(
        transaction.session(),
        new Intent(id, kind, payload.toByteString(), subject, actor, 0, transaction.now()));
    transaction.append(
        actor,
        new NewEvent(
            "intent.made",
            Lane.MONITORING,
            subject,
            Payload.of("intent", id.value()).and("kind", kind)));
    return id;
  }

  /// What becomes of a committed intent: the answer of its outcome, also when that was committed
  /// before, within 24 h. Fails with the refusal when it was given up. When the time is over it
  /// fails with what holds the intent up, `PEER_UNAVAILABLE` or `DEADLINE_PASSED`; the intent goes
  /// on, and may be waited for again.
  ///
  /// @param parser reads the answer, e.g. `Card.parser()`
  public <T extends Message> CompletionStage<T> carried(
      IntentId id, Parser<T> parser, Duration longest) {
    var waiter = waiters.add(id, longest); // Before the look, so that no end is missed.
    readers
        .read(session -> IntentStore.find(session, id))
        .thenAccept(kept -> look(waiter, kept.orElseThrow(() -> unknown(id))))
        .whenComplete((_, failure) -> {
          if (failure != null) {
            waiter.failed(failure);
          }
        });
    return waiter.outcome().thenApply(answer -> parse(answer, parser));
  }

  private static IllegalStateException unknown(IntentId id) {
    return new IllegalStateException("There is no intent " + id);
  }

  private void look(Waiters.Waiter waiter, KeptIntent kept) {
    var failure = kept.failure();
    var outcome = kept.outcome();
    switch (kept.state()) {
      case DONE -> waiter.done(outcome == null ? ByteString.EMPTY : outcome);
      case FAILED ->
          waiter.failed(failure == null ? new IllegalStateException("No failure") : failure);
      case PENDING -> {
        if (failure != null) {
          waiter.trouble(failure);
        }
        if (!kept.nextAttempt().isAfter(clock.instant())) {
          carrier.start(new Errands.Due<>(kept.intent().id(), kept.nextAttempt()));
        }
      }
    }
  }

  private static <T extends Message> T parse(ByteString answer, Parser<T> parser) {
    try {
      return parser.parseFrom(answer);
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("A kept outcome does not parse", damaged);
    }
  }
}
