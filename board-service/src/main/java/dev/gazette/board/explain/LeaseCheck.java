package dev.gazette.board.explain;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.card.Card;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/// A card that runs is held by its worker until the lease ends.
@Singleton
public final class LeaseCheck implements Check {

  @Override
  public List<Gate> look(Session session, Card card, Predicate<BoardId> readable)
      throws SQLException {
    var lease = card.lease();
    if (lease == null) {
      return List.of();
    }
    return List.of(
        Gate.of(
                GateKind.LEASE,
                "%s holds it by lease %d".formatted(lease.worker(), lease.epoch()),
                "gazette card release %s --epoch %d".formatted(card.id(), lease.epoch()))
            .by(lease.worker(), card.updateTime())
            .until(lease.expireTime()));
  }
}
