package dev.gazette.board.search;

import dev.gazette.board.board.CardId;
import dev.gazette.board.card.Card;
import dev.gazette.board.card.Cards;
import dev.gazette.board.comment.Comments;
import dev.gazette.board.search.SearchStore.Found;
import dev.gazette.board.text.Texts;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Looks for cards by words: the newest first, an order in which nothing moves while cards come and
/// change, so that pages by key stay whole.
@Singleton
public final class Searches {

  private static final int BATCH = 50;

  private final Cards cards;
  private final Comments comments;

  /// Searches among these cards and what is said about them.
  public Searches(Cards cards, Comments comments) {
    this.cards = cards;
    this.comments = comments;
  }

  /// A card that was found.
  ///
  /// @param row where a list goes on
  /// @param snippet of the text in which it was found, with the words within «»
  /// @param comment in which it was found; 0 for title and body
  record Hit(long row, Card card, String snippet, long comment) {}

  /// Keeps the words of some cards that were made before there was a search; answers whether there
  /// were any.
  boolean keepMissing(Transaction transaction) throws SQLException {
    var session = transaction.session();
    var missing = Texts.missing(session, BATCH);
    for (var id : missing) {
      Texts.replace(transaction, id, "", cards.get(session, id).brief().text());
      for (var said : comments.list(session, id, 0, Long.MAX_VALUE, false, Comments.MOST)) {
        Texts.comment(transaction, id, said.id(), said.text());
      }
      Texts.setKept(session, id);
    }
    return !missing.isEmpty();
  }

  /// What a query finds below a row, newest card first.
  List<Hit> find(Session session, SearchQuery query, SearchFilter filter, long below, int limit)
      throws SQLException {
    var hits = new ArrayList<Hit>();
    for (var found : SearchStore.find(session, query, filter, below, limit)) {
      hits.add(hit(session, query, found));
    }
    return hits;
  }

  private Hit hit(Session session, SearchQuery query, Found found) throws SQLException {
    var card = cards.get(session, found.card());
    long part = SearchStore.firstPart(session, found.row(), query.wanted());
    long comment = Texts.commentOf(part);
    String text = comment == 0 ? card.brief().text() : said(session, found.card(), comment);
    return new Hit(found.row(), card, Snippet.of(text, query.wanted()), comment);
  }

  private String said(Session session, CardId card, long comment) throws SQLException {
    return comments.list(session, card, comment - 1, comment + 1, false, 1).getFirst().text();
  }
}
