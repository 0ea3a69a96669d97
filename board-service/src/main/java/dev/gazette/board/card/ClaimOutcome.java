package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.run.Lease;

/// What became of an attempt to claim a card.
public sealed interface ClaimOutcome {

  /// The caller holds the card until the lease lapses.
  record Claimed(Card card, Lease lease) implements ClaimOutcome {}

  /// Another worker holds the card.
  record HeldByAnother(Card card, Lease lease) implements ClaimOutcome {}

  /// The card is in a state from which nothing is claimed.
  record NotReady(Card card) implements ClaimOutcome {}

  /// There is no such card.
  record Unknown(CardId card) implements ClaimOutcome {}

  /// The board has no ready card that fits.
  record NothingReady(BoardId board) implements ClaimOutcome {}
}
