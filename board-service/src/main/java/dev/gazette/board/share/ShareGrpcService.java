package dev.gazette.board.share;

import com.google.protobuf.util.Timestamps;
import dev.gazette.board.board.BoardId;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.field.Fields;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.ListBoardSharesRequest;
import dev.gazette.proto.board.v1.ListBoardSharesResponse;
import dev.gazette.proto.board.v1.SetBoardShareRequest;
import dev.gazette.proto.board.v1.ShareServiceGrpc.ShareServiceImplBase;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.function.Predicate;

/// Serves shares: parses, calls, renders.
@Singleton
public final class ShareGrpcService extends ShareServiceImplBase {

  private static final int HEAVIEST = 1_000;

  private final Calls calls;
  private final Shares shares;

  /// Serves these shares.
  public ShareGrpcService(Calls calls, Shares shares) {
    this.calls = calls;
    this.shares = shares;
  }

  @Override
  public void setBoardShare(
      SetBoardShareRequest request,
      StreamObserver<dev.gazette.proto.board.v1.BoardShare> observer) {
    var actor = Calls.actor();
    var board = new BoardId(request.getBoardId());
    int weight = (int) Fields.within("weight", request.getWeight(), 1, HEAVIEST);
    calls.write(
        observer,
        dev.gazette.proto.board.v1.BoardShare.parser(),
        tx ->
            render(
                shares.set(tx, actor, board, weight),
                Shares.running(tx.session()).getOrDefault(board, 0)));
  }

  @Override
  public void listBoardShares(
      ListBoardSharesRequest request, StreamObserver<ListBoardSharesResponse> observer) {
    var caller = Caller.current();
    Predicate<BoardId> readable = board -> caller.may("board.read", board.resource());
    calls.read(
        observer,
        session -> {
          var running = Shares.running(session);
          var response = ListBoardSharesResponse.newBuilder();
          for (var share : shares.list(session, readable)) {
            response.addShares(render(share, running.getOrDefault(share.board(), 0)));
          }
          return response.build();
        });
  }

  private static dev.gazette.proto.board.v1.BoardShare render(BoardShare share, int running) {
    var rendered =
        dev.gazette.proto.board.v1.BoardShare.newBuilder()
            .setBoardId(share.board().value())
            .setWeight(share.weight())
            .setRunning(running);
    if (share.served().isAfter(Instant.EPOCH)) {
      rendered.setServeTime(Timestamps.fromMillis(share.served().toEpochMilli()));
    }
    return rendered.build();
  }
}
