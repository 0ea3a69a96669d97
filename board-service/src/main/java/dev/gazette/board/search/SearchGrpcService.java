package dev.gazette.board.search;

import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;

import dev.gazette.board.board.Boards;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.field.Page;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.store.Session;
import dev.gazette.proto.board.v1.SearchCardsRequest;
import dev.gazette.proto.board.v1.SearchCardsResponse;
import dev.gazette.proto.board.v1.SearchServiceGrpc.SearchServiceImplBase;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;

/// Serves searches: parses, calls, renders.
@Singleton
public final class SearchGrpcService extends SearchServiceImplBase {

  private static final String SCOPE = "board.read";
  private static final String ALL_BOARDS = "boards";

  private final Calls calls;
  private final Boards boards;
  private final Searches searches;

  /// Serves these searches.
  public SearchGrpcService(Calls calls, Boards boards, Searches searches) {
    this.calls = calls;
    this.boards = boards;
    this.searches = searches;
  }

  @Override
  public void searchCards(
      SearchCardsRequest request, StreamObserver<SearchCardsResponse> observer) {
    var caller = Caller.current();
    var query = SearchProtos.query(request);
    var asked = SearchProtos.filter(request);
    var page =
        Page.of(
            request.getPageSize(),
            request.getPageToken(),
            "search",
            query,
            asked.boards(),
            new TreeSet<>(asked.states()),
            asked.label(),
            asked.assignee(),
            asked.repositoryId());
    long below = page.first() ? Long.MAX_VALUE : page.numberAfter(0);
    calls.read(
        observer,
        session -> {
          var filter = readable(session, caller, asked);
          return render(page, searches.find(session, query, filter, below, page.size() + 1));
        });
  }

  /// Only among the boards that the caller may read.
  private SearchFilter readable(Session session, Caller caller, SearchFilter asked)
      throws SQLException {
    for (var board : asked.boards().orElse(List.of())) {
      if (!caller.may(SCOPE, board.resource())) {
        throw GRANT_MISSING.because(
            "Token %s has no grant of %s on %s; ask the owner for one.",
            caller.name(), SCOPE, board.resource());
      }
      boards.require(session, board);
    }
    return asked.boards().isPresent() || caller.may(SCOPE, ALL_BOARDS)
        ? asked
        : asked.among(boards.ids(session, board -> caller.may(SCOPE, board.resource())));
  }

  /// One hit more than the page holds was asked for, to know whether there is a next.
  private static SearchCardsResponse render(Page page, List<Searches.Hit> found) {
    var response = SearchCardsResponse.newBuilder();
    found.stream().limit(page.size()).map(SearchProtos::render).forEach(response::addHits);
    if (found.size() > page.size()) {
      response.setNextPageToken(page.next(found.get(page.size() - 1).row()));
    }
    return response.build();
  }
}
