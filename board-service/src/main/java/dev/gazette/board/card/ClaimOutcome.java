package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.limit.Full;
import dev.gazette.board.run.Lease;
import java.util.List;

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

  /// A limit that the card is under has no room.
  record NoRoom(Card card, Full full) implements ClaimOutcome {}

  /// No board has a ready card that fits.
  ///
  /// @param held whether a limit or a pause held some back
  record NothingAnywhere(boolean held) implements ClaimOutcome {}

  /// The board has no ready card that fits.
  ///
  /// @param heldBack the limits for which ready cards were passed over
  /// @param onTrial whether those of an assignee were, until a breaker's trial has ended
  record NothingReady(BoardId board, List<Full> heldBack, boolean onTrial) implements ClaimOutcome {

    /// The board has none at all.
    public NothingReady(BoardId board) {
      this(board, List.of(), false);
    }

    /// Whether there may be some when a card ends, though none gets ready.
    boolean held() {
      return onTrial || !heldBack.isEmpty();
    }
  }
}
