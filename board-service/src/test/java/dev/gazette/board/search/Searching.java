package dev.gazette.board.search;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.card.Card;
import dev.gazette.board.card.Cards;
import dev.gazette.board.comment.Comments;
import dev.gazette.platform.testkit.TestStore;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// Searches, for tests of other packages.
public final class Searching {

  private Searching() {}

  /// The cards in which a word is found, archived ones too.
  public static List<CardId> find(TestStore store, Cards cards, String word) {
    var searches = new Searches(cards, new Comments(cards));
    var everything = new SearchFilter(Optional.empty(), EnumSet.allOf(CardState.class), "", "", "");
    return store.read(session ->
        searches.find(session, SearchQuery.parse(word), everything, Long.MAX_VALUE, 100).stream()
            .map(Searches.Hit::card)
            .map(Card::id)
            .toList());
  }
}
