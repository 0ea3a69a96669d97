package dev.gazette.board.limit;

import static dev.gazette.board.error.BoardReason.POOL_NOT_FOUND;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The pools that there are. The writer remembers them, so that asking costs no query.
@Singleton
public final class Pools {

  private static final int BOUND = 1_000;
  private static final int NAMED = 20;

  /// What the writer remembers the list by.
  private record Standing() {}

  static List<Pool> standing(Transaction transaction) throws SQLException {
    return transaction.known(new Standing(), Pools::list);
  }

  /// All, by id.
  public static List<Pool> list(Session session) throws SQLException {
    return PoolStore.list(session, BOUND);
  }

  /// Makes a pool or gives it another capacity, whatever runs; one that is alike stays as it is.
  /// Refused beyond 1,000 pools.
  public Pool set(Transaction transaction, Actor actor, PoolId id, int capacity)
      throws SQLException {
    var found = find(transaction, id);
    if (found.isPresent() && found.get().most() == capacity) {
      return found.get();
    }
    if (found.isEmpty() && standing(transaction).size() >= BOUND) {
      throw INVALID_ARGUMENT.because("There are %,d pools already; remove some first.", BOUND);
    }
    var pool = new Pool(id, capacity, actor.name(), transaction.now());
    PoolStore.save(transaction.session(), pool);
    transaction.forget(new Standing());
    transaction.append(actor, pool.event("pool.set"));
    return pool;
  }

  /// Removes a pool; answers the one that ended. Refused with `POOL_NOT_FOUND`.
  public Pool remove(Transaction transaction, Actor actor, PoolId id) throws SQLException {
    var found = find(transaction, id);
    if (found.isEmpty()) {
      throw notFound(transaction, id.value());
    }
    PoolStore.delete(transaction.session(), id);
    transaction.forget(new Standing());
    transaction.append(actor, found.get().event("pool.removed"));
    return found.get();
  }

  /// Refuses with `POOL_NOT_FOUND` what a card is about to name; an empty id names none.
  public static void require(Transaction transaction, String id) throws SQLException {
    if (!id.isEmpty() && find(transaction, new PoolId(id)).isEmpty()) {
      throw notFound(transaction, id);
    }
  }

  private static Optional<Pool> find(Transaction transaction, PoolId id) throws SQLException {
    return standing(transaction).stream().filter(pool -> pool.id().equals(id)).findFirst();
  }

  private static Refusal notFound(Transaction transaction, String id) throws SQLException {
    var known =
        standing(transaction).stream()
            .limit(NAMED)
            .map(pool -> pool.id().value())
            .collect(Collectors.joining(", "));
    return POOL_NOT_FOUND.because(
        "There is no pool %s; %s.", id, known.isEmpty() ? "make it first" : "there are " + known);
  }
}
