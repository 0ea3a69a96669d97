package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import dev.gazette.board.edge.Edge;
import dev.gazette.platform.field.Page;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.EdgeServiceGrpc.EdgeServiceImplBase;
import dev.gazette.proto.board.v1.LinkCardsRequest;
import dev.gazette.proto.board.v1.ListEdgesRequest;
import dev.gazette.proto.board.v1.ListEdgesResponse;
import dev.gazette.proto.board.v1.UnlinkCardsRequest;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/// Serves edges: parses, calls, renders.
@Singleton
public final class EdgeGrpcService extends EdgeServiceImplBase {

  private final Calls calls;
  private final Links links;

  /// Serves these links.
  public EdgeGrpcService(Calls calls, Links links) {
    this.calls = calls;
    this.links = links;
  }

  @Override
  public void linkCards(
      LinkCardsRequest request, StreamObserver<dev.gazette.proto.board.v1.Edge> observer) {
    var actor = Calls.actor();
    var child = CardId.parse(request.getChildId());
    var wanted = EdgeProtos.wanted(request);
    var readable = EdgeProtos.readable();
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Edge.parser(),
        tx -> EdgeProtos.render(links.link(tx, actor, child, wanted, readable)));
  }

  @Override
  public void unlinkCards(
      UnlinkCardsRequest request, StreamObserver<dev.gazette.proto.board.v1.Edge> observer) {
    var actor = Calls.actor();
    var parent = CardId.parse(request.getParentId());
    var child = CardId.parse(request.getChildId());
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Edge.parser(),
        tx -> EdgeProtos.render(links.unlink(tx, actor, parent, child)));
  }

  @Override
  public void listEdges(ListEdgesRequest request, StreamObserver<ListEdgesResponse> observer) {
    var id = CardId.parse(request.getCardId());
    var page = Page.of(request.getPageSize(), request.getPageToken(), "edges", id);
    var after = page.first() ? Place.START : Place.after(page);
    var readable = EdgeProtos.readable();
    calls.read(
        observer,
        session -> {
          var rest =
              links.list(session, id, readable).stream()
                  .filter(edge -> Place.ORDER.compare(Place.of(edge, id), after) > 0)
                  .toList();
          return render(page, id, rest);
        });
  }

  private static ListEdgesResponse render(Page page, CardId id, List<Edge> edges) {
    var response = ListEdgesResponse.newBuilder();
    edges.stream().limit(page.size()).map(EdgeProtos::render).forEach(response::addEdges);
    if (edges.size() > page.size()) {
      var last = Place.of(edges.get(page.size() - 1), id);
      response.setNextPageToken(page.next(last.part(), last.board(), last.number()));
    }
    return response.build();
  }

  /// Where an edge is in the list of a card's: a card has at most 2,000, so all are read.
  ///
  /// @param part 0 for those to the card, 1 for those from it
  private record Place(long part, String board, long number) {
    private static final Place START = new Place(-1, "", 0);
    private static final Comparator<Place> ORDER =
        Comparator.comparingLong(Place::part)
            .thenComparing(Place::board)
            .thenComparingLong(Place::number);

    static Place after(Page page) {
      return new Place(page.numberAfter(0), page.textAfter(1), page.numberAfter(2));
    }

    static Place of(Edge edge, CardId card) {
      boolean up = edge.child().equals(card);
      var other = up ? edge.parent() : edge.child();
      return new Place(up ? 0 : 1, other.board().value(), other.number());
    }
  }
}
