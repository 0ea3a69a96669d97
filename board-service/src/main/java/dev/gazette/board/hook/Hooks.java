package dev.gazette.board.hook;

import static dev.gazette.board.error.BoardReason.DELIVERY_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.HOOK_EXISTS;
import static dev.gazette.board.error.BoardReason.HOOK_NOT_FOUND;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.BoardRemains;
import dev.gazette.board.board.Boards;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The operations on hooks and their deliveries. The log is the outbox: an event is in it by the
/// transaction that made it, and each hook keeps how far it was looked at, so that none is missed.
@Singleton
public final class Hooks implements BoardRemains {

  /// How many hooks there may be.
  static final int MOST = 100;

  /// How many deliveries of one hook may wait; beyond, what comes next is given up at once.
  static final int MOST_WAITING = 10_000;

  /// How often a delivery is tried before it is given up: within some six hours.
  static final int MOST_ATTEMPTS = 10;

  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofHours(1);
  private static final int DOUBLINGS = 2;

  private final Boards boards;

  /// Hooks on events of these boards.
  public Hooks(Boards boards) {
    this.boards = boards;
  }

  /// Makes a hook, which gets what happens from here on. Refused with `HOOK_EXISTS` or
  /// `BOARD_NOT_FOUND`.
  Hook create(
      Transaction transaction,
      Actor actor,
      HookName name,
      Optional<BoardId> board,
      Sink sink,
      List<String> kinds)
      throws SQLException {
    var session = transaction.session();
    if (board.isPresent()) {
      boards.require(session, board.get());
    }
    if (HookStore.find(session, name).isPresent()) {
      throw HOOK_EXISTS.because("There is a hook %s already; choose another name.", name);
    }
    if (HookStore.list(session, MOST).size() >= MOST) {
      throw INVALID_ARGUMENT.because("There are %d hooks already; delete some first.", MOST);
    }
    var hook =
        new Hook(
            name,
            board.map(BoardId::value).orElse(""),
            sink,
            kinds,
            actor.name(),
            transaction.now(),
            EventStore.newest(session));
    HookStore.insert(session, hook);
    transaction.append(actor, event("hook.created", name, Payload.of("board_id", hook.board())));
    return hook;
  }

  /// Ends a hook; what waits for it is dropped. Refused with `HOOK_NOT_FOUND`.
  static Hook delete(Transaction transaction, Actor actor, HookName name) throws SQLException {
    var hook = require(transaction.session(), name);
    HookStore.delete(transaction.session(), name);
    transaction.append(actor, event("hook.deleted", name, Payload.empty()));
    return hook;
  }

  @Override
  public void remove(Transaction transaction, Actor actor, BoardId board) throws SQLException {
    for (var hook : HookStore.list(transaction.session(), MOST)) {
      if (hook.board().equals(board.value())) {
        delete(transaction, actor, hook.name());
      }
    }
  }

  /// Sends a hook an event of its own, `hook.tested`. Refused with `HOOK_NOT_FOUND`.
  static Hook test(Transaction transaction, Actor actor, HookName name) throws SQLException {
    var hook = require(transaction.session(), name);
    transaction.append(actor, event(Hook.TESTED, name, Payload.empty()));
    return hook;
  }

  /// A hook; refused with `HOOK_NOT_FOUND`.
  static Hook require(Session session, HookName name) throws SQLException {
    return HookStore.find(session, name)
        .orElseThrow(() -> HOOK_NOT_FOUND.because("There is no hook %s; list the hooks.", name));
  }

  /// Puts events in line for the hooks that want them, and keeps that they were looked at.
  static int queue(Transaction transaction, List<Event> events) throws SQLException {
    var session = transaction.session();
    int queued = 0;
    for (var hook : HookStore.list(session, MOST)) {
      long room = MOST_WAITING - DeliveryStore.count(session, hook.name(), DeliveryState.PENDING);
      for (var event : events) {
        if (event.position() > hook.position() && hook.wants(event)) {
          var delivery = delivery(transaction, hook, event);
          DeliveryStore.insert(session, delivery);
          if (room-- <= 0) {
            DeliveryStore.save(
                session, delivery.givenUp(transaction.now(), "too many wait before it"));
          }
          queued++;
        }
      }
    }
    HookStore.advance(session, events.getLast().position());
    return queued;
  }

  /// Keeps that events up to a position were looked at, of which no hook wanted any.
  static long passed(Transaction transaction, long position) throws SQLException {
    HookStore.advance(transaction.session(), position);
    return position;
  }

  private static Delivery delivery(Transaction transaction, Hook hook, Event event) {
    var id = new DeliveryId(transaction.newId(DeliveryId.PREFIX));
    return Delivery.first(
        id, hook.name(), event.position(), DeliveryBody.of(hook, event), transaction.now());
  }

  /// Keeps that a delivery was taken.
  static Delivery taken(Transaction transaction, Delivery tried) throws SQLException {
    var taken = tried.taken(transaction.now());
    DeliveryStore.save(transaction.session(), taken);
    return taken;
  }

  /// Keeps that a delivery was not taken: it is tried again later, or given up with an event.
  static Delivery refused(Transaction transaction, Actor actor, Delivery tried, String why)
      throws SQLException {
    boolean last = tried.attempts() + 1 >= MOST_ATTEMPTS;
    var kept =
        last
            ? tried.givenUp(transaction.now(), why)
            : tried.putOff(transaction.now().plus(pause(transaction, tried.attempts())), why);
    DeliveryStore.save(transaction.session(), kept);
    if (last) {
      transaction.append(
          actor,
          event(
              "hook.delivery_dead",
              tried.hook(),
              Payload.of("delivery", tried.id().value()).and("failure", kept.failure())));
    }
    return kept;
  }

  /// Four times the one before, at most an hour; less a random half, so that a receiver that comes
  /// back does not get all at once.
  private static Duration pause(Transaction transaction, int failed) {
    long whole = Math.min(FIRST_PAUSE.toMillis() << (DOUBLINGS * failed), LONGEST_PAUSE.toMillis());
    return Duration.ofMillis(whole - transaction.random().nextLong(whole / 2));
  }

  /// Puts a delivery in line again, as if it were new. Refused with `DELIVERY_NOT_FOUND`.
  static Delivery redeliver(Transaction transaction, Actor actor, DeliveryId id)
      throws SQLException {
    var again = require(transaction.session(), id).again(transaction.now());
    DeliveryStore.save(transaction.session(), again);
    transaction.append(
        actor, event("hook.redelivered", again.hook(), Payload.of("delivery", id.value())));
    return again;
  }

  /// A delivery of a hook; refused with `DELIVERY_NOT_FOUND`.
  static Delivery require(Session session, DeliveryId id) throws SQLException {
    return DeliveryStore.find(session, id)
        .orElseThrow(() ->
            DELIVERY_NOT_FOUND.because("There is no delivery %s; list those of the hook.", id));
  }

  private static NewEvent event(String kind, HookName hook, Payload payload) {
    return new NewEvent(kind, Lane.MONITORING, hook.resource(), payload);
  }
}
