package dev.gazette.board.hook;

import dev.gazette.board.board.BoardId;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Transaction;
import java.net.URI;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/// Hooks with deliveries that were given up, for tests of those who tell of them.
public final class GivenUp {

  private GivenUp() {}

  /// Makes a hook of a board whose deliveries were given up now; answers the id of the first.
  public static String hook(Transaction transaction, String name, BoardId board, int deliveries)
      throws SQLException {
    var session = transaction.session();
    var hook =
        new Hook(
            new HookName(name),
            board.value(),
            new Sink.Url(URI.create("https://example.org/")),
            List.of(),
            "owner",
            transaction.now(),
            0);
    HookStore.insert(session, hook);
    for (int i = 1; i <= deliveries; i++) {
      var id = new DeliveryId("dlv_%s%d".formatted("0".repeat(11), i));
      var first = Delivery.first(id, hook.name(), i, "{}", Instant.EPOCH);
      DeliveryStore.insert(session, first);
      DeliveryStore.save(session, first.givenUp(transaction.now(), "it answered 500"));
    }
    return "dlv_000000000001";
  }

  /// Puts one in line again.
  public static void redeliver(Transaction transaction, String id) throws SQLException {
    Hooks.redeliver(transaction, new Actor("owner", "c1"), new DeliveryId(id));
  }
}
