package dev.gazette.board.card;

import static dev.gazette.board.board.CardState.BLOCKED;
import static dev.gazette.board.board.CardState.REVIEW;
import static dev.gazette.board.board.CardState.TRIAGE;
import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Operation;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What keeps workers from letting go on what waits for a person. A verb that a lease protects is
/// open to whoever may work on the board; without a lease, on such a card, it is a person's: the
/// caller must be one who may write the board, as for `UnblockCard`.
///
/// It is asked here for every such verb, in the verb's own transaction, and costs nothing by lease
/// or for whoever may write.
final class HumanGate {

  private static final String SCOPE = "board.write";

  private static final Set<CardState> WAITING = EnumSet.of(TRIAGE, REVIEW, BLOCKED);

  private HumanGate() {}

  /// A verb of whoever makes this call; refused with `GRANT_MISSING` where it needs a person.
  ///
  /// @param verb what is refused, as in "Cannot complete OPS-1"
  /// @param epoch of the lease; 0 for by hand
  static <T> Operation<T> before(String verb, CardId id, long epoch, Operation<T> operation) {
    var caller = Caller.current();
    if (epoch != 0 || caller.may(SCOPE, id.board().resource())) {
      return operation;
    }
    return transaction -> {
      Optional<Card> waiting =
          CardStore.find(transaction, id).filter(card -> WAITING.contains(card.state()));
      if (waiting.isPresent()) {
        throw refusal(verb, waiting.get(), caller);
      }
      return operation.in(transaction);
    };
  }

  private static Refusal refusal(String verb, Card card, Caller caller) {
    String resource = card.id().board().resource();
    return GRANT_MISSING
        .because(
            "Cannot %s %s by hand: it is %s and waits for a person, and token %s has no grant of %s on %s. %s.",
            verb,
            card.id(),
            card.state().word(),
            caller.name(),
            SCOPE,
            resource,
            card.state() == REVIEW
                ? "Claim its review and name the lease's epoch, or ask somebody who has it"
                : "Ask somebody who has it; `gazette inbox` shows them the card and what answers it")
        .with("scope", SCOPE)
        .with("resource", resource)
        .with("card_id", card.id());
  }
}
