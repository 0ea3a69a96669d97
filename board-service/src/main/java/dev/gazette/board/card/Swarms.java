package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.edge.Condition;
import dev.gazette.board.edge.Otherwise;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Makes all cards of a goal at once, so that nobody sees a part of them.
@Singleton
public final class Swarms {

  private final Cards cards;
  private final Links links;
  private final Verbs verbs;

  /// Swarms of these cards.
  public Swarms(Cards cards, Links links, Verbs verbs) {
    this.cards = cards;
    this.links = links;
    this.verbs = verbs;
  }

  /// Puts a swarm on a board; of a key that has one, answers that. Refused as {@link Cards#create},
  /// or with `IDEMPOTENCY_KEY_REUSED`.
  ///
  /// @param key empty for none
  Swarm create(
      Transaction transaction, Actor actor, BoardId board, Swarm.Plan plan, Optional<CardKey> key)
      throws SQLException {
    var root =
        key.isEmpty()
            ? make(transaction, actor, board, plan)
            : CardKeys.once(transaction, board, key.get(), tx -> make(tx, actor, board, plan));
    return new Swarm(root.id(), plan.workers().size());
  }

  /// The root is done before there are workers, which are ready then.
  private Card make(Transaction transaction, Actor actor, BoardId board, Swarm.Plan plan)
      throws SQLException {
    var goal = cards.create(transaction, actor, board, plan.goal(), Optional.empty());
    var root = verbs.complete(transaction, actor, goal.id(), 0, "", "");
    var swarm = new Swarm(root.id(), plan.workers().size());
    for (var worker : plan.workers()) {
      add(transaction, actor, worker, List.of(root.id()));
    }
    add(transaction, actor, plan.verifier(), swarm.workers());
    add(transaction, actor, plan.synthesizer(), List.of(swarm.verifier()));
    return root;
  }

  private void add(Transaction transaction, Actor actor, Brief brief, List<CardId> parents)
      throws SQLException {
    var wanted =
        parents.stream()
            .map(parent -> new Links.Wanted(parent, Condition.ON_SUCCESS, Otherwise.WAIT))
            .toList();
    var board = parents.getFirst().board();
    links.create(transaction, actor, board, brief, Optional.empty(), wanted, _ -> true);
  }
}
