package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.CARD_STATE_WRONG;
import static dev.gazette.board.error.BoardReason.NOTHING_READY;

import dev.gazette.proto.board.v1.Claim;

/// What became of a claim, for the wire.
final class ClaimProtos {

  private ClaimProtos() {}

  /// The claim, or the refusal that its outcome stands for.
  static Claim render(ClaimOutcome outcome) {
    return switch (outcome) {
      case ClaimOutcome.Claimed(var card, var lease) ->
          Claim.newBuilder()
              .setCard(CardProtos.render(card))
              .setLease(CardProtos.render(lease))
              .build();
      case ClaimOutcome.HeldByAnother(var card, var lease) ->
          throw Standing.held("claim", card, lease);
      case ClaimOutcome.NotReady(var card) ->
          throw CARD_STATE_WRONG
              .because(
                  "Cannot claim %s: it is %s; only a card that is ready or in review can be claimed.",
                  card.id(), card.state().word())
              .with("card_id", card.id())
              .with("state", card.state().word());
      case ClaimOutcome.Unknown(var card) -> throw Cards.notFound(card);
      case ClaimOutcome.NothingReady(var board) ->
          throw NOTHING_READY.because(
              "Board %s has no ready card that fits; watch its events for the next one.", board);
    };
  }
}
