package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.CREATED_CARDS_UNKNOWN;

import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.edge.EdgeStore;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a completion says of other cards, and of files, and to programs.
///
/// @param created the cards that the worker says it made
/// @param mentioned those that its words name, of boards that it may read
/// @param files the files that it hands over, by their numbers on the card
/// @param metadata what it hands over for programs: a JSON object; empty for none
record Handover(List<CardId> created, List<CardId> mentioned, List<Long> files, String metadata) {

  /// Under which name a refusal tells the cards that are not there.
  static final String UNKNOWN = "unknown";

  /// Refuses with `CREATED_CARDS_UNKNOWN`, which names them, cards that are not there or that the
  /// worker did not make. Its own are those that the actor or who holds the lease made, a process
  /// under any lease on the card, or its assignee; and those that wait for the card.
  void requireCreated(Transaction transaction, Actor actor, Card card) throws SQLException {
    var phantoms = new ArrayList<CardId>();
    for (var id : created) {
      if (!isOwn(transaction.session(), actor, card, id)) {
        phantoms.add(id);
      }
    }
    if (!phantoms.isEmpty()) {
      throw CREATED_CARDS_UNKNOWN
          .because(
              "Cannot complete %s: its worker made no %s. Name the cards that it made, or link them to it.",
              card.id(), names(phantoms))
          .with("card_id", card.id())
          .with(UNKNOWN, names(phantoms));
    }
  }

  private static boolean isOwn(Session session, Actor actor, Card card, CardId id)
      throws SQLException {
    var found = CardStore.find(session, id);
    if (found.isEmpty() || id.equals(card.id())) {
      return false;
    }
    String author = found.get().createdBy();
    var lease = card.lease();
    return author.equals(actor.name())
        || (lease != null && author.equals(lease.actor()))
        || author.equals(card.brief().assignee())
        || author.matches(".+/\\Q" + card.id() + "\\E\\.[0-9]+")
        || EdgeStore.find(session, card.id(), id).isPresent();
  }

  /// Those of the mentioned cards that are not there, though their boards are.
  List<CardId> unknown(Session session, Boards boards) throws SQLException {
    var unknown = new ArrayList<CardId>();
    for (var id : mentioned) {
      if (!CardStore.exists(session, id) && boards.exists(session, id.board())) {
        unknown.add(id);
      }
    }
    return unknown;
  }

  static String names(List<CardId> ids) {
    return ids.stream().map(CardId::toString).collect(Collectors.joining(", "));
  }
}
