package dev.gazette.probe.file;

import static dev.gazette.probe.error.ProbeReason.ORDER_REFUSED;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/// Accepts each order once, while it holds, and none that is older than one accepted before.
final class Orders {

  /// The longest that an order may hold.
  static final Duration LONGEST = Duration.ofSeconds(30);

  /// How far the governor's clock may be ahead or behind.
  static final Duration SKEW = Duration.ofSeconds(5);

  private static final int FORGOTTEN_AT_ONCE = 100;

  private Orders() {}

  /// Accepts an order, or refuses it with `ORDER_REFUSED`.
  static void accept(Transaction tx, Actor actor, Order order) throws SQLException {
    requireAge(order, tx.now());
    if (OrderStore.seen(tx.session(), order.nonce())) {
      throw ORDER_REFUSED.because(
          "The order was carried out already, and %s is no longer as it left it; decide anew.",
          order.path().fileName());
    }
    long newest = OrderStore.epoch(tx.session(), order.repository(), order.path());
    if (order.epoch() <= newest) {
      throw ORDER_REFUSED.because(
          "The order is number %d for %s, and number %d was accepted before; decide anew.",
          order.epoch(), order.path().fileName(), newest);
    }
    OrderStore.forget(tx.session(), tx.now().minus(SKEW), FORGOTTEN_AT_ONCE);
    OrderStore.accept(tx.session(), order, order.expireTime().plus(SKEW));
    tx.append(
        actor,
        new NewEvent(
            "write_order.accepted",
            Lane.DEVELOPMENT,
            order.repository().subject(),
            payload(order)));
  }

  private static void requireAge(Order order, Instant now) {
    var left = Duration.between(now, order.expireTime());
    if (left.isNegative() || left.compareTo(LONGEST.plus(SKEW)) > 0) {
      throw ORDER_REFUSED.because(
          "The order lapses %s and it is %s: it lapsed, or holds for more than %d s. Compare the clocks.",
          order.expireTime(), now, LONGEST.toSeconds());
    }
  }

  private static Payload payload(Order order) {
    return Payload.of("repository_id", order.repository().value())
        .and("relative_path", order.path().fileName())
        .and("hash_before", order.hashBefore())
        .and("hash_after", order.hashAfter())
        .and("mode", order.mode())
        .and("epoch", order.epoch());
  }
}
