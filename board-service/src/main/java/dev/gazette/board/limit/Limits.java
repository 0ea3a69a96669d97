package dev.gazette.board.limit;

import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Whether there is room for one more card to run. Claims ask in their own transaction, so that no
/// limit is ever exceeded; only what a limit covers is counted, up to the limit.
public final class Limits {

  private Limits() {}

  /// The first limit that has no room for a card; most cards are under none.
  public static Optional<Full> full(Transaction transaction, Load load) throws SQLException {
    var limits = WipLimits.standing(transaction);
    if (limits.isEmpty() && load.pool().isEmpty()) {
      return Optional.empty();
    }
    return firstFull(
        transaction.session(), covering(limits, pools(transaction, load), load).toList());
  }

  /// The same for a card that runs and becomes another load: only limits count that it was not
  /// under before.
  public static Optional<Full> full(Transaction transaction, Load load, Load before)
      throws SQLException {
    var fresh =
        covering(WipLimits.standing(transaction), pools(transaction, load), load)
            .filter(limit -> !limit.covers(before))
            .toList();
    return firstFull(transaction.session(), fresh);
  }

  private static List<Pool> pools(Transaction transaction, Load load) throws SQLException {
    return load.pool().isEmpty() ? List.of() : Pools.standing(transaction);
  }

  /// All limits that have no room for a card.
  public static List<Full> allFull(Session session, Load load) throws SQLException {
    var found = Stream.<Full>builder();
    for (var limit : covering(WipLimits.list(session), Pools.list(session), load).toList()) {
      full(session, limit).ifPresent(found);
    }
    return found.build().toList();
  }

  private static Stream<Limit> covering(List<WipLimit> limits, List<Pool> pools, Load load) {
    return Stream.<Limit>concat(limits.stream(), pools.stream())
        .filter(limit -> limit.covers(load));
  }

  private static Optional<Full> firstFull(Session session, List<Limit> limits) throws SQLException {
    for (var limit : limits) {
      var full = full(session, limit);
      if (full.isPresent()) {
        return full;
      }
    }
    return Optional.empty();
  }

  private static Optional<Full> full(Session session, Limit limit) throws SQLException {
    var running = limit.running(session, limit.most());
    return running.size() >= limit.most()
        ? Optional.of(new Full(limit, running))
        : Optional.empty();
  }
}
