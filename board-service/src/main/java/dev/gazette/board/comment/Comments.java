package dev.gazette.board.comment;

import static dev.gazette.board.error.BoardReason.COMMENTS_FULL;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.card.Cards;
import dev.gazette.board.card.Remains;
import dev.gazette.board.text.Texts;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;

/// The talk about a card: only ever added to, and no write of the card.
@Singleton
public final class Comments implements Remains {

  /// How many one card takes: what goes round in circles for longer wants another card.
  public static final int MOST = 10_000;

  private final Cards cards;

  /// Comments on these cards.
  public Comments(Cards cards) {
    this.cards = cards;
  }

  /// Says something about a card. Refused with `CARD_NOT_FOUND`, `LEASE_LOST` or `COMMENTS_FULL`.
  ///
  /// @param epoch of the lease that the actor works under; 0 for none
  public Comment create(Transaction transaction, Actor actor, CardId card, String text, long epoch)
      throws SQLException {
    var session = transaction.session();
    if (epoch == 0) {
      cards.require(session, card);
    } else {
      cards.requireLease(transaction, card, epoch, "comment on");
    }
    long id = CommentStore.newest(session, card) + 1;
    if (id > MOST) {
      throw COMMENTS_FULL.because(
          "Cannot comment on %s: it has %,d comments, the most a card takes; go on in a new card.",
          card, MOST);
    }
    var comment = new Comment(card, id, actor.name(), text, epoch, transaction.now());
    CommentStore.insert(session, comment);
    Texts.comment(transaction, card, id, text);
    transaction.append(actor, event(comment));
    return comment;
  }

  /// What was said about a card between two ids, both excluded.
  ///
  /// @param newestFirst the other way round
  public List<Comment> list(
      Session session, CardId card, long after, long before, boolean newestFirst, int limit)
      throws SQLException {
    return newestFirst
        ? CommentStore.newestFirst(session, card, after, before, limit)
        : CommentStore.oldestFirst(session, card, after, before, limit);
  }

  /// What was said on a board after a comment, by card and number.
  public List<Comment> ofBoard(Session session, BoardId board, long number, long id, int limit)
      throws SQLException {
    return CommentStore.ofBoard(session, board, number, id, limit);
  }

  /// Keeps what was said on another board. Its number must be free.
  public void copy(Transaction transaction, Comment comment) throws SQLException {
    CommentStore.insert(transaction.session(), comment);
    Texts.comment(transaction, comment.card(), comment.id(), comment.text());
  }

  @Override
  public int remove(Session session, CardId card, int most) throws SQLException {
    return CommentStore.delete(session, card, most);
  }

  /// The text is not told: an event log is no place for it to be read by whoever watches a board.
  private static NewEvent event(Comment comment) {
    var payload =
        Payload.of("author", comment.author())
            .and("length", comment.text().codePointCount(0, comment.text().length()))
            .and("comment_id", comment.id());
    if (comment.epoch() > 0) {
      payload.and("epoch", comment.epoch());
    }
    return new NewEvent("card.commented", Lane.BUSINESS, comment.card().resource(), payload);
  }
}
