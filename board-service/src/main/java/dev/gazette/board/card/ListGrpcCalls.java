package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import dev.gazette.board.run.Run;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.field.Page;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.store.Query;
import dev.gazette.proto.board.v1.ListCardsRequest;
import dev.gazette.proto.board.v1.ListCardsResponse;
import dev.gazette.proto.board.v1.ListRunsRequest;
import dev.gazette.proto.board.v1.ListRunsResponse;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The calls that read lists, page by page.
@Singleton
public final class ListGrpcCalls {

  private final Calls calls;
  private final Cards cards;
  private final CardLists lists;
  private final RenderedCards rendered = new RenderedCards();
  private final RecentPages recent = new RecentPages();

  /// Reads these lists.
  public ListGrpcCalls(Calls calls, Cards cards, CardLists lists) {
    this.calls = calls;
    this.cards = cards;
    this.lists = lists;
  }

  /// A page of the cards that a filter lets through.
  void cards(ListCardsRequest request, StreamObserver<ListCardsResponse> observer) {
    var caller = Calls.actor();
    var filter = CardProtos.filter(request, caller);
    var order = CardProtos.order(request);
    var page =
        Page.of(
            request.getPageSize(),
            request.getPageToken(),
            "cards",
            filter.board(),
            new TreeSet<>(filter.states()),
            request.getColumnId(),
            filter.assignee(),
            filter.label(),
            filter.repositoryId(),
            filter.createdBy(),
            order);
    var read = order == CardOrder.PRIORITY ? byPriority(page, filter) : by(order, page, filter);
    calls.read(
        observer,
        session ->
            recent.answer(session, request, caller.name(), it -> render(page, order, read.on(it))));
  }

  private Query<List<Card>> byPriority(Page page, CardFilter filter) {
    var after =
        page.first()
            ? Optional.<CardLists.After>empty()
            : Optional.of(new CardLists.After((int) -page.numberAfter(0), page.numberAfter(1)));
    return session -> lists.list(session, filter, after, page.size() + 1);
  }

  private Query<List<Card>> by(CardOrder order, Page page, CardFilter filter) {
    var after =
        page.first()
            ? Optional.<OrderedListStore.After>empty()
            : Optional.of(
                new OrderedListStore.After(
                    order == CardOrder.TITLE ? page.textAfter(0) : (Object) page.numberAfter(0),
                    page.numberAfter(1)));
    return session -> lists.list(session, filter, order, after, page.size() + 1);
  }

  /// One card more than the page holds was asked for, to know whether there is a next.
  private ListCardsResponse render(Page page, CardOrder order, List<Card> cards) {
    var response = ListCardsResponse.newBuilder();
    cards.stream().limit(page.size()).map(rendered::render).forEach(response::addCards);
    if (cards.size() > page.size()) {
      var last = cards.get(page.size() - 1);
      response.setNextPageToken(page.next(order.key(last), last.id().number()));
    }
    return response.build();
  }

  /// A page of the attempts on a card, the newest first.
  void runs(ListRunsRequest request, StreamObserver<ListRunsResponse> observer) {
    var id = CardId.parse(request.getCardId());
    var outcomes =
        request.getOutcomesList().stream()
            .map(CardProtos::outcome)
            .collect(Collectors.toCollection(TreeSet::new));
    var page = Page.of(request.getPageSize(), request.getPageToken(), "runs", id, outcomes);
    long below = page.first() ? Long.MAX_VALUE : page.numberAfter(0);
    calls.read(
        observer,
        session -> {
          cards.require(session, id);
          return renderRuns(page, Runs.list(session, id, outcomes, below, page.size() + 1));
        });
  }

  private static ListRunsResponse renderRuns(Page page, List<Run> runs) {
    var response = ListRunsResponse.newBuilder();
    runs.stream().limit(page.size()).forEach(run -> response.addRuns(CardProtos.render(run)));
    if (runs.size() > page.size()) {
      response.setNextPageToken(page.next(runs.get(page.size() - 1).epoch()));
    }
    return response.build();
  }
}
