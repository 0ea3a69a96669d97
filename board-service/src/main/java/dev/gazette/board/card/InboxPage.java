package dev.gazette.board.card;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.hook.Undelivered;
import dev.gazette.board.waiting.Asked;
import dev.gazette.platform.field.Page;
import dev.gazette.proto.board.v1.InboxItem;
import dev.gazette.proto.board.v1.ListInboxResponse;
import java.time.Instant;
import java.util.List;

/// A page of cards and of hooks that wait for a person, in one order. Its token tells how far it
/// got in each of the two lists.
record InboxPage(Page page) {

  /// Where the cards go on.
  Asked cardsAfter() {
    return page.first()
        ? Asked.START
        : new Asked(
            Instant.ofEpochMilli(page.numberAfter(0)),
            new CardId(new BoardId(page.textAfter(1)), page.numberAfter(2)));
  }

  /// Where the hooks go on: a time, and a name among those of that time.
  Instant hooksSince() {
    return page.first() ? Instant.EPOCH : Instant.ofEpochMilli(page.numberAfter(3));
  }

  /// The name that belongs to {@link #hooksSince}.
  String hooksAfter() {
    return page.first() ? "" : page.textAfter(4);
  }

  /// The page.
  ///
  /// @param cards from where they go on, one more than the page holds to know whether there is a
  ///   next
  /// @param hooks all from where they go on
  ListInboxResponse of(List<Inbox.Item> cards, List<Undelivered> hooks) {
    var response = ListInboxResponse.newBuilder();
    int card = 0;
    int hook = 0;
    while (response.getItemsCount() < page.size() && (card < cards.size() || hook < hooks.size())) {
      if (isCardNext(cards.subList(card, cards.size()), hooks.subList(hook, hooks.size()))) {
        response.addItems(InboxGrpcService.render(cards.get(card++)));
      } else {
        response.addItems(render(hooks.get(hook++)));
      }
    }
    if (card < cards.size() || hook < hooks.size()) {
      response.setNextPageToken(
          token(
              card == 0 ? cardsAfter() : cards.get(card - 1).asked(),
              hook == 0 ? hooksSince() : hooks.get(hook - 1).since(),
              hook == 0 ? hooksAfter() : hooks.get(hook - 1).hook()));
    }
    return response.build();
  }

  private static boolean isCardNext(List<Inbox.Item> cards, List<Undelivered> hooks) {
    return hooks.isEmpty()
        || (!cards.isEmpty()
            && !cards.getFirst().asked().since().isAfter(hooks.getFirst().since()));
  }

  private String token(Asked asked, Instant since, String hook) {
    return page.next(
        asked.since().toEpochMilli(),
        asked.card().board().value(),
        asked.card().number(),
        since.toEpochMilli(),
        hook);
  }

  private static InboxItem render(Undelivered hook) {
    return InboxItem.newBuilder()
        .setHook(hook.hook())
        .setTitle("%d given up".formatted(hook.count()))
        .setWhy(hook.failure())
        .setSince(CardProtos.timestamp(hook.since()))
        .setCommand("gazette hook redeliver " + hook.first())
        .build();
  }
}
