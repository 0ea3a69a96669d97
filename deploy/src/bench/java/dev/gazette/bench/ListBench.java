package dev.gazette.bench;

import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.ListCardsRequest;
import dev.gazette.proto.board.v1.SearchCardsRequest;
import dev.gazette.proto.board.v1.SearchServiceGrpc;
import java.util.ArrayList;
import java.util.List;

/// What people and agents look up, on boards of growing size: pages, filters and searches of 50
/// cards, one caller, one call after the other. Each card has one of 10 labels, one of 100
/// assignees, and words of which one stands in every card, one in each hundredth and one in a
/// single card.
final class ListBench implements Benchmark {

  private static final int CALLERS = 64;
  private static final int PAGE = 50;

  @Override
  public void measure(Place place, Section section) throws Exception {
    int calls = place.times(200, 20);
    var table = new ArrayList<List<String>>();
    table.add(
        List.of(
            "cards, p50 / p95 ms",
            "first page",
            "page in the middle",
            "of a label",
            "of an assignee",
            "newest first",
            "a word of 1 card",
            "a word of each 100th",
            "a word of all"));
    try (var gazette = Gazette.in(place, "home").up();
        var client = new BoardClient(gazette.grpcPort(BoardBench.PORT), gazette.token())) {
      section.say("%d calls each, after 50 that do not count.", calls);
      int ten = place.times(10_000, 1_000);
      for (int cards : new int[] {ten / 10, ten, 10 * ten}) {
        String board = "list-" + cards;
        client.createBoard(board);
        Load.run(CALLERS, cards, client.create(board, ListBench::card));
        table.add(row(client, board, cards, calls));
        System.out.println(String.join(" | ", table.getLast()));
      }
    }
    section.table(table);
  }

  private static Card.Builder card(int piece) {
    return Card.newBuilder()
        .setTitle("Deploy part%d of group%d".formatted(piece, piece % 100))
        .setBody("What is to be done for part " + piece)
        .addLabels("label-" + piece % 10)
        .setAssignee("worker-" + piece % 100);
  }

  private static List<String> row(BoardClient client, String board, int cards, int calls) {
    var lists = client.stub(0, CardServiceGrpc::newBlockingStub);
    var search = client.stub(0, SearchServiceGrpc::newBlockingStub);
    var first = ListCardsRequest.newBuilder().setBoardId(board).setPageSize(PAGE).build();
    var middle = first.toBuilder().setPageToken(middle(lists, first, cards)).build();
    var label = first.toBuilder().setLabel("label-3").build();
    var assignee = first.toBuilder().setAssignee("worker-33").build();
    var newest =
        first.toBuilder().setOrder(dev.gazette.proto.board.v1.CardOrder.CARD_ORDER_NEWEST).build();
    return List.of(
        "%,d".formatted(cards),
        times(calls, () -> lists.listCards(first).getCardsCount()),
        times(calls, () -> lists.listCards(middle).getCardsCount()),
        times(calls, () -> lists.listCards(label).getCardsCount()),
        times(calls, () -> lists.listCards(assignee).getCardsCount()),
        times(calls, () -> lists.listCards(newest).getCardsCount()),
        times(calls, () -> search.searchCards(words(board, "part77")).getHitsCount()),
        times(calls, () -> search.searchCards(words(board, "group33")).getHitsCount()),
        times(calls, () -> search.searchCards(words(board, "deploy")).getHitsCount()));
  }

  private static SearchCardsRequest words(String board, String words) {
    return SearchCardsRequest.newBuilder()
        .setBoardId(board)
        .setQuery(words)
        .setPageSize(PAGE)
        .build();
  }

  /// The token of the page in the middle of a board.
  private static String middle(CardServiceBlockingStub lists, ListCardsRequest first, int cards) {
    String token = "";
    for (int read = 0; read < cards / 2; read += PAGE) {
      token = lists.listCards(first.toBuilder().setPageToken(token).build()).getNextPageToken();
    }
    return token;
  }

  /// A call that answers how many it found.
  private interface Call {
    int made();
  }

  private static String times(int calls, Call call) {
    long[] nanos = new long[calls];
    for (int i = -50; i < calls; i++) {
      long start = System.nanoTime();
      if (call.made() == 0) {
        throw new IllegalStateException("nothing was found");
      }
      if (i >= 0) {
        nanos[i] = System.nanoTime() - start;
      }
    }
    var spread = Spread.ofNanos(nanos);
    return Spread.number(spread.median()) + " / " + Spread.number(spread.at(0.95));
  }
}
