package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.waiting.Asked;
import dev.gazette.board.waiting.BlockKind;
import dev.gazette.board.waiting.WaitStore;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// All that waits for a person: blocked cards, dead letters among them, those that always were and
/// so went to triage, and cards to review. Not what people put into triage: it asks nobody.
@Singleton
public final class Inbox {

  private final Cards cards;

  /// The inbox of these cards.
  public Inbox(Cards cards) {
    this.cards = cards;
  }

  /// One card of it.
  ///
  /// @param asked its place in the list
  public record Item(Asked asked, Card card) {}

  /// The cards that wait for a person, longest waiting first.
  ///
  /// @param readable the boards to show
  /// @param board the only one to look at; empty for all
  /// @param after where the list goes on
  public List<Item> list(
      Session session, Predicate<BoardId> readable, Optional<BoardId> board, Asked after, int limit)
      throws SQLException {
    return list(session, WaitStore::asked, readable, board, after, limit);
  }

  /// The cards of it that are dead letters; as {@link #list}.
  public List<Item> deadLetters(
      Session session, Predicate<BoardId> readable, Optional<BoardId> board, Asked after, int limit)
      throws SQLException {
    return list(session, WaitStore::dead, readable, board, after, limit);
  }

  /// The command that lets a card of it go on.
  public static String command(Card card) {
    var stop = card.stop();
    if (stop == null) {
      return "gazette card claim " + card.id();
    }
    if (stop.kind() == BlockKind.NEEDS_INPUT) {
      return "gazette card answer %s TEXT".formatted(card.id());
    }
    return card.state() == CardState.TRIAGE
        ? "gazette card specify " + card.id()
        : "gazette card unblock " + card.id();
  }

  /// Which cards, a page of them.
  @FunctionalInterface
  private interface Pages {
    List<Asked> after(Session session, Optional<BoardId> board, Asked after, int limit)
        throws SQLException;
  }

  private List<Item> list(
      Session session,
      Pages pages,
      Predicate<BoardId> readable,
      Optional<BoardId> board,
      Asked after,
      int limit)
      throws SQLException {
    var items = new ArrayList<Item>();
    var from = after;
    while (items.size() < limit) {
      var found = pages.after(session, board, from, limit);
      for (var asked : found) {
        if (items.size() < limit && readable.test(asked.card().board())) {
          items.add(new Item(asked, cards.get(session, asked.card())));
        }
      }
      if (found.size() < limit) {
        break;
      }
      from = found.getLast();
    }
    return items;
  }
}
