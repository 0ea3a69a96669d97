package dev.gazette.board.card;

import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;

/// Ends cards well whose workers say something of other cards.
@Singleton
public final class Completions {

  private final Boards boards;
  private final Cards cards;
  private final Verbs verbs;
  private final Artifacts artifacts;

  /// Completions of these cards.
  public Completions(Boards boards, Cards cards, Verbs verbs, Artifacts artifacts) {
    this.boards = boards;
    this.cards = cards;
    this.verbs = verbs;
    this.artifacts = artifacts;
  }

  /// Ends a card well. Refused as {@link Verbs#complete}, or with `CREATED_CARDS_UNKNOWN` or
  /// `ATTACHMENT_NOT_FOUND`. Words that name cards which are not there are no reason to refuse: an
  /// event tells.
  Card complete(
      Transaction transaction,
      Actor actor,
      CardId id,
      long epoch,
      String summary,
      String outcome,
      Handover handover)
      throws SQLException {
    if (!handover.created().isEmpty()) {
      var card = cards.get(transaction, id);
      Verbs.mayStop("complete", card, epoch);
      handover.requireCreated(transaction, actor, card);
    }
    var handed =
        handover.files().isEmpty()
            ? new Handed(handover.created(), List.of())
            : new Handed(
                handover.created(), artifacts.told(transaction.session(), id, handover.files()));
    var done = verbs.complete(transaction, actor, id, epoch, summary, outcome, handed);
    if (!handover.metadata().isEmpty()) {
      Runs.describe(transaction.session(), id, done.epoch(), handover.metadata());
    }
    var unknown = handover.unknown(transaction.session(), boards);
    if (!unknown.isEmpty()) {
      transaction.append(actor, event("card.unknown_mentioned", id, Handover.names(unknown)));
    }
    return done;
  }

  /// Keeps that a completion was refused, since its worker made no such cards.
  CardId refused(Transaction transaction, Actor actor, CardId id, String unknown)
      throws SQLException {
    cards.require(transaction.session(), id);
    transaction.append(actor, event("card.completion_refused", id, unknown));
    return id;
  }

  private static NewEvent event(String kind, CardId id, String unknown) {
    return new NewEvent(
        kind,
        Lane.BUSINESS,
        id.resource(),
        Payload.empty().and("unknown", List.of(unknown.split(", "))));
  }
}
