package dev.gazette.cli.testgazette;

import dev.gazette.proto.board.v1.Board;
import dev.gazette.proto.board.v1.BoardServiceGrpc.BoardServiceImplBase;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.Column;
import dev.gazette.proto.board.v1.CreateBoardRequest;
import dev.gazette.proto.board.v1.GetBoardRequest;
import dev.gazette.proto.board.v1.ListBoardsRequest;
import dev.gazette.proto.board.v1.ListBoardsResponse;
import dev.gazette.proto.board.v1.UpdateBoardRequest;
import io.grpc.Status.Code;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Boards in memory.
final class Boards extends BoardServiceImplBase {

  private final Map<String, Board> boards = new TreeMap<>();

  Boards() {
    put(Board.newBuilder().setId("default").setTitle("Default").build());
  }

  private synchronized Board put(Board board) {
    var whole = board.toBuilder().setEtag("e" + System.nanoTime());
    if (whole.getColumnsCount() == 0) {
      List.of(CardState.CARD_STATE_READY, CardState.CARD_STATE_RUNNING, CardState.CARD_STATE_DONE)
          .forEach(state -> {
            String name = state.name().substring("CARD_STATE_".length()).toLowerCase(Locale.ROOT);
            whole.addColumns(Column.newBuilder().setId(name).setTitle(name).setState(state));
          });
    }
    boards.put(board.getId(), whole.build());
    return whole.build();
  }

  synchronized Board require(String id) {
    var board = boards.get(id);
    if (board == null) {
      throw Refuse.with(Code.NOT_FOUND, "BOARD_NOT_FOUND", "There is no board " + id + ".");
    }
    return board;
  }

  @Override
  public void createBoard(CreateBoardRequest request, StreamObserver<Board> observer) {
    Answer.with(
        observer, () -> put(request.getBoard().toBuilder().setId(request.getBoardId()).build()));
  }

  @Override
  public void getBoard(GetBoardRequest request, StreamObserver<Board> observer) {
    Answer.with(observer, () -> require(request.getBoardId()));
  }

  @Override
  public synchronized void listBoards(
      ListBoardsRequest request, StreamObserver<ListBoardsResponse> observer) {
    Answer.with(
        observer, () -> ListBoardsResponse.newBuilder().addAllBoards(boards.values()).build());
  }

  @Override
  public void updateBoard(UpdateBoardRequest request, StreamObserver<Board> observer) {
    Answer.with(
        observer,
        () ->
            put(
                Mask.merge(
                    require(request.getBoard().getId()),
                    request.getBoard(),
                    request.getUpdateMask().getPathsList())));
  }
}
