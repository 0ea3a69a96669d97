package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.BREAKER_OPEN;
import static dev.gazette.board.error.BoardReason.DISPATCH_PAUSED;
import static dev.gazette.board.error.BoardReason.WIP_LIMIT_REACHED;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.dispatch.Pauses;
import dev.gazette.board.share.Shares;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Reason;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Set;
import java.util.function.Predicate;

/// How a worker gets a card of one of several boards: the boards are asked in the order of their
/// turns, and the first that has something for the worker is served.
public final class FairClaims {

  /// What keeps one board from giving cards, and no other.
  private static final Set<Reason> HELD = Set.of(DISPATCH_PAUSED, BREAKER_OPEN, WIP_LIMIT_REACHED);

  private final Claims claims;

  /// Fair claims by these claims.
  public FairClaims(Claims claims) {
    this.claims = claims;
  }

  /// Claims the best card of the board whose turn it is. A board that has nothing for this worker,
  /// or may give nothing now, is passed over and saves nothing up. Refused with `DISPATCH_PAUSED`
  /// or `WIP_LIMIT_REACHED` where that keeps every board from giving.
  ///
  /// @param among the boards that count
  public ClaimOutcome claimNext(
      Transaction transaction,
      Actor actor,
      Predicate<BoardId> among,
      Wanted wanted,
      Claims.Terms terms)
      throws SQLException {
    Pauses.requireSome(transaction);
    var turns = Shares.turns(transaction, among, wanted.review());
    var refusals = new ArrayList<Refusal>();
    boolean held = false;
    for (int i = 0; i < turns.size(); i++) {
      try {
        var outcome = claims.claimNext(transaction, actor, turns.get(i).board(), wanted, terms);
        if (outcome instanceof ClaimOutcome.Claimed) {
          Shares.served(transaction, turns.subList(i, turns.size()));
          return outcome;
        }
        held |= outcome instanceof ClaimOutcome.NothingReady nothing && nothing.held();
      } catch (Refusal refusal) { // Before anything was written.
        if (!HELD.contains(refusal.reason())) {
          throw refusal;
        }
        refusals.add(refusal);
      }
    }
    if (!refusals.isEmpty() && refusals.size() == turns.size()) {
      throw refusals.getFirst();
    }
    return new ClaimOutcome.NothingAnywhere(held || !refusals.isEmpty());
  }
}
