package dev.gazette.board.hook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One event for one hook.
///
/// @param id its id, by which a receiver knows one that comes twice
/// @param hook whose it is
/// @param position the event's place in the log
/// @param body what is sent, JSON
/// @param state how far it got
/// @param attempts how often it was tried since it was put in line
/// @param nextAttemptTime when it is tried next, while it waits
/// @param failure why the last try failed; empty when none did
/// @param createTime when it was first put in line
/// @param endTime when it was taken or given up, or null
record Delivery(
    DeliveryId id,
    HookName hook,
    long position,
    String body,
    DeliveryState state,
    int attempts,
    Instant nextAttemptTime,
    String failure,
    Instant createTime,
    @Nullable Instant endTime) {

  private static final int LONGEST_FAILURE = 500;

  /// A new one, to be tried at once.
  static Delivery first(DeliveryId id, HookName hook, long position, String body, Instant now) {
    return new Delivery(id, hook, position, body, DeliveryState.PENDING, 0, now, "", now, null);
  }

  /// The same, taken.
  Delivery taken(Instant now) {
    return next(DeliveryState.DELIVERED, attempts + 1, nextAttemptTime, "", now);
  }

  /// The same, to be tried later.
  Delivery putOff(Instant until, String why) {
    return next(DeliveryState.PENDING, attempts + 1, until, why, null);
  }

  /// The same, given up.
  Delivery givenUp(Instant now, String why) {
    return next(DeliveryState.DEAD, attempts + 1, nextAttemptTime, why, now);
  }

  /// The same, in line as if it were new.
  Delivery again(Instant now) {
    return next(DeliveryState.PENDING, 0, now, failure, null);
  }

  private Delivery next(
      DeliveryState newState,
      int newAttempts,
      Instant newAttemptTime,
      String why,
      @Nullable Instant newEndTime) {
    String shortened =
        why.length() <= LONGEST_FAILURE ? why : why.substring(0, LONGEST_FAILURE) + "…";
    return new Delivery(
        id,
        hook,
        position,
        body,
        newState,
        newAttempts,
        newAttemptTime,
        shortened,
        createTime,
        newEndTime);
  }
}
