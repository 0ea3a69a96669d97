package dev.gazette.board.removal;

import dev.gazette.board.board.Board;
import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.BoardProtos;
import dev.gazette.board.board.Boards;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.store.Transaction;
import dev.gazette.proto.board.v1.RemovalServiceGrpc.RemovalServiceImplBase;
import dev.gazette.proto.board.v1.RemoveBoardRequest;
import dev.gazette.proto.board.v1.RestoreBoardRequest;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.sql.SQLException;

/// Serves removals of boards: parses, calls, renders.
@Singleton
public final class RemovalGrpcService extends RemovalServiceImplBase {

  private final Calls calls;
  private final Boards boards;
  private final Removals removals;

  /// Serves these removals.
  public RemovalGrpcService(Calls calls, Boards boards, Removals removals) {
    this.calls = calls;
    this.boards = boards;
    this.removals = removals;
  }

  @Override
  public void removeBoard(
      RemoveBoardRequest request, StreamObserver<dev.gazette.proto.board.v1.Board> observer) {
    var actor = Calls.actor();
    var id = new BoardId(request.getBoardId());
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Board.parser(),
        tx -> render(tx, removals.remove(tx, actor, id)));
  }

  @Override
  public void restoreBoard(
      RestoreBoardRequest request, StreamObserver<dev.gazette.proto.board.v1.Board> observer) {
    var actor = Calls.actor();
    var id = new BoardId(request.getBoardId());
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Board.parser(),
        tx -> render(tx, removals.restore(tx, actor, id)));
  }

  private dev.gazette.proto.board.v1.Board render(Transaction transaction, Board board)
      throws SQLException {
    return BoardProtos.render(board, boards.counts(transaction.session(), board.id()));
  }
}
