package dev.gazette.board.board;

import dev.gazette.platform.access.Caller;
import dev.gazette.platform.field.Page;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.store.Session;
import dev.gazette.proto.board.v1.BoardServiceGrpc.BoardServiceImplBase;
import dev.gazette.proto.board.v1.CreateBoardRequest;
import dev.gazette.proto.board.v1.GetBoardRequest;
import dev.gazette.proto.board.v1.ListBoardsRequest;
import dev.gazette.proto.board.v1.ListBoardsResponse;
import dev.gazette.proto.board.v1.UpdateBoardRequest;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;

/// Serves boards: parses, calls, renders.
@Singleton
public final class BoardGrpcService extends BoardServiceImplBase {

  private final Calls calls;
  private final Boards boards;

  /// Serves these boards.
  public BoardGrpcService(Calls calls, Boards boards) {
    this.calls = calls;
    this.boards = boards;
  }

  @Override
  public void createBoard(
      CreateBoardRequest request, StreamObserver<dev.gazette.proto.board.v1.Board> observer) {
    BoardProtos.checkCreate(request);
    var actor = Calls.actor();
    var id = new BoardId(request.getBoardId());
    String title = BoardProtos.title(request.getBoard());
    String description = BoardProtos.description(request.getBoard());
    String assignee = BoardProtos.defaultAssignee(request.getBoard());
    var columns = BoardProtos.columns(request.getBoard());
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Board.parser(),
        tx ->
            render(
                tx.session(), boards.create(tx, actor, id, title, description, assignee, columns)));
  }

  @Override
  public void getBoard(
      GetBoardRequest request, StreamObserver<dev.gazette.proto.board.v1.Board> observer) {
    var id = new BoardId(request.getBoardId());
    calls.read(observer, session -> render(session, boards.get(session, id)));
  }

  @Override
  public void listBoards(ListBoardsRequest request, StreamObserver<ListBoardsResponse> observer) {
    var page =
        Page.of(request.getPageSize(), request.getPageToken(), "boards", request.getShowRemoved());
    String after = page.first() ? "" : page.textAfter(0);
    boolean removed = request.getShowRemoved();
    var caller = Caller.current();
    Predicate<BoardId> readable = id -> caller.may("board.read", id.resource());
    calls.read(
        observer,
        session ->
            render(session, page, boards.list(session, after, removed, page.size() + 1, readable)));
  }

  /// One board more than the page holds was asked for, to know whether there is a next.
  private ListBoardsResponse render(Session session, Page page, List<Board> found)
      throws SQLException {
    var response = ListBoardsResponse.newBuilder();
    for (var board : found.subList(0, Math.min(found.size(), page.size()))) {
      response.addBoards(render(session, board));
    }
    if (found.size() > page.size()) {
      response.setNextPageToken(page.next(found.get(page.size() - 1).id()));
    }
    return response.build();
  }

  private dev.gazette.proto.board.v1.Board render(Session session, Board board)
      throws SQLException {
    return BoardProtos.render(board, boards.counts(session, board.id()));
  }

  @Override
  public void updateBoard(
      UpdateBoardRequest request, StreamObserver<dev.gazette.proto.board.v1.Board> observer) {
    var actor = Calls.actor();
    var id = new BoardId(request.getBoard().getId());
    var change = BoardProtos.change(request);
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Board.parser(),
        tx -> render(tx.session(), boards.update(tx, actor, id, change)));
  }
}
