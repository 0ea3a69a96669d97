package dev.gazette.board.card;

import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.store.Query;
import dev.gazette.platform.store.Session;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.ListCardsRequest;
import dev.gazette.proto.board.v1.ListCardsResponse;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Pages of lists as they were answered last. Every change that a list shows is told by an event of
/// the same write, so a page is the same as long as there is no newer event. Only a renewed lease
/// is not told, so a page with a card that runs is not kept. Holds 500 pages of 50,000 cards in all
/// at the most, which it shares with {@link RenderedCards}, and begins anew when full.
///
/// For reads alone: a write sees what is not committed yet.
final class RecentPages {

  private static final int BOUND = 50_000;
  private static final int MOST_PAGES = 500;

  private final Map<Key, Page> pages = new ConcurrentHashMap<>();

  private record Key(ListCardsRequest request, String caller) {}

  /// @param newest the position of the newest event when it was read
  private record Page(long newest, ListCardsResponse response) {}

  /// A page, read only if something happened since it was read last.
  ///
  /// @param caller whose page it is: "mine" is another one for each
  ListCardsResponse answer(
      Session session, ListCardsRequest request, String caller, Query<ListCardsResponse> read)
      throws SQLException {
    // Asked first: a page that is read later is at least as new.
    long newest = EventStore.newest(session);
    var key = new Key(request, caller);
    var known = pages.get(key);
    if (known != null && known.newest() == newest) {
      return known.response();
    }
    var response = read.on(session);
    if (response.getCardsList().stream().noneMatch(Card::hasLease)) {
      keep(key, new Page(newest, response));
    }
    return response;
  }

  private void keep(Key key, Page page) {
    int cards = pages.values().stream().mapToInt(it -> it.response().getCardsCount()).sum();
    if (cards + page.response().getCardsCount() > BOUND || pages.size() >= MOST_PAGES) {
      pages.clear();
    }
    pages.put(key, page);
  }
}
