package dev.gazette.board.card;

import static dev.gazette.board.board.CardState.TRIAGE;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.Columns;
import dev.gazette.board.text.Texts;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/// How cards get out of triage once it is known what is to be done.
@Singleton
public final class Triage {

  private final Cards cards;

  /// Triage of these cards.
  public Triage(Cards cards) {
    this.cards = cards;
  }

  /// Changes what a card in triage says and takes it out of there, or does neither: it is ready, or
  /// todo while it waits for others. Refused with `CARD_NOT_FOUND`, `CARD_STATE_WRONG`,
  /// `WIP_LIMIT_REACHED` or `ETAG_STALE`.
  public Card specify(
      Transaction transaction, Actor actor, CardId id, Brief.Change change, String etag)
      throws SQLException {
    var before = cards.get(transaction, id);
    Cards.requireFresh(before, etag);
    if (before.state() != TRIAGE) {
      throw Verbs.wrong(
          "specify",
          before,
          "only a card in triage can be specified; `card update` changes others");
    }
    var brief = before.brief().with(change);
    var edited = brief.equals(before.brief()) ? before : edit(transaction, before, brief);
    var state = Parents.landing(transaction.session(), edited);
    var column = Columns.enter(transaction, id.board(), state);
    var specified = edited.movedTo(state, column, transaction.now());
    CardWriteStore.saveMove(transaction, edited, specified);
    transaction.append(actor, CardEvents.specified(before, specified));
    return Dependents.settle(transaction, actor, specified, id);
  }

  private static Card edit(Transaction transaction, Card before, Brief brief) throws SQLException {
    var edited = before.edited(brief, transaction.now());
    CardWriteStore.saveBrief(transaction, before, edited);
    if (!brief.text().equals(before.brief().text())) {
      Texts.replace(transaction, before.id(), before.brief().text(), brief.text());
    }
    return edited;
  }
}
