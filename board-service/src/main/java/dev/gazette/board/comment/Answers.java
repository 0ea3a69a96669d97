package dev.gazette.board.comment;

import static dev.gazette.board.board.CardState.BLOCKED;
import static dev.gazette.board.error.BoardReason.CARD_STATE_WRONG;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.card.Brief;
import dev.gazette.board.card.Card;
import dev.gazette.board.card.Cards;
import dev.gazette.board.card.Triage;
import dev.gazette.board.card.Verbs;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/// Answers to what cards were stopped for: a comment that lets its card go on.
@Singleton
public final class Answers {

  private final Cards cards;
  private final Comments comments;
  private final Verbs verbs;
  private final Triage triage;

  /// Answers about these cards.
  public Answers(Cards cards, Comments comments, Verbs verbs, Triage triage) {
    this.cards = cards;
    this.comments = comments;
    this.verbs = verbs;
    this.triage = triage;
  }

  /// Comments on a blocked card and unblocks it, or does neither; one that is in triage since it
  /// always was blocked leaves it, as it is. Refused with `CARD_NOT_FOUND`, `CARD_STATE_WRONG`,
  /// `COMMENTS_FULL` or `WIP_LIMIT_REACHED`.
  public Card answer(Transaction transaction, Actor actor, CardId id, String text)
      throws SQLException {
    var card = cards.get(transaction.session(), id);
    var state = card.state();
    if (card.stop() == null) {
      throw CARD_STATE_WRONG
          .because(
              "Cannot answer %s: it is %s, so it asks for no answer; %s.",
              id, state.word(), otherwise(state))
          .with("card_id", id)
          .with("state", state.word());
    }
    comments.create(transaction, actor, id, text, 0);
    return state == BLOCKED
        ? verbs.unblock(transaction, actor, id, "")
        : triage.specify(transaction, actor, id, Brief.Change.NONE, "");
  }

  /// What to do with a card that is not blocked.
  private static String otherwise(CardState state) {
    return switch (state) {
      case REVIEW -> "`card changes` gives it back, `card complete` ends it";
      case SCHEDULED -> "`card unblock` wakes it";
      case TRIAGE -> "`card specify` lets it go on";
      case ARCHIVED -> "`card unarchive` brings it back";
      case DONE, FAILED, CANCELLED -> "`card reopen` takes its end back";
      case TODO, READY, RUNNING, BLOCKED -> "`card comment` tells it something";
    };
  }
}
