package dev.gazette.bench;

import dev.gazette.proto.board.v1.BoardServiceGrpc;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceStub;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateBoardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.GetCardRequest;
import dev.gazette.proto.board.v1.ListCardsRequest;
import io.grpc.Channel;
import io.grpc.ClientInterceptor;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/// Calls of the board as a cheap caller makes them: asynchronous unary stubs on two connections and
/// one thread, a token and a fresh request id on each.
final class BoardClient implements AutoCloseable {

  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final int CONNECTIONS = 2;
  private static final int PAGE = 1_000;
  private static final AtomicLong REQUESTS = new AtomicLong();

  private final MultiThreadIoEventLoopGroup loop =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final List<ManagedChannel> channels;
  private final ClientInterceptor identity;
  private final List<CardServiceStub> cards;

  BoardClient(int port, String token) {
    var headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + token);
    identity = MetadataUtils.newAttachHeadersInterceptor(headers);
    channels = Stream.generate(() -> channel(port)).limit(CONNECTIONS).toList();
    cards =
        channels.stream()
            .map(channel -> CardServiceGrpc.newStub(channel).withInterceptors(identity))
            .toList();
  }

  private ManagedChannel channel(int port) {
    return NettyChannelBuilder.forAddress("127.0.0.1", port)
        .usePlaintext()
        .directExecutor()
        .eventLoopGroup(loop)
        .channelType(NioSocketChannel.class)
        .build();
  }

  private CardServiceStub stub(int piece) {
    return cards.get(piece % CONNECTIONS).withDeadlineAfter(30, TimeUnit.SECONDS);
  }

  /// Ordered by time, like the UUIDs of version 7 that the command line gives.
  static String requestId() {
    return new UUID(System.currentTimeMillis() << 16 | 0x7000, REQUESTS.incrementAndGet())
        .toString();
  }

  /// Opens the connections, without a call.
  void connect() throws InterruptedException {
    for (var channel : channels) {
      while (channel.getState(true) != ConnectivityState.READY) {
        TimeUnit.MILLISECONDS.sleep(1);
      }
    }
  }

  void createBoard(String board) {
    stub(0, BoardServiceGrpc::newBlockingStub)
        .withDeadlineAfter(30, TimeUnit.SECONDS)
        .createBoard(
            CreateBoardRequest.newBuilder().setBoardId(board).setRequestId(requestId()).build());
  }

  /// A stub of any service on one of the connections, with the token.
  <S extends AbstractStub<S>> S stub(int connection, Function<Channel, S> made) {
    return made.apply(channels.get(connection % CONNECTIONS)).withInterceptors(identity);
  }

  /// Puts a card on a board.
  Load.Work create(String board) {
    return create(board, piece -> Card.newBuilder().setTitle("Card of piece " + piece));
  }

  /// Puts a card of some content on a board.
  Load.Work create(String board, IntFunction<Card.Builder> content) {
    return (piece, over) ->
        stub(piece)
            .createCard(
                CreateCardRequest.newBuilder()
                    .setBoardId(board)
                    .setCard(content.apply(piece))
                    .setRequestId(requestId())
                    .build(),
                answer(_ -> {}, over));
  }

  /// Claims the best ready card of a board into a list of claims.
  Load.Work claim(String board, Claim[] claims) {
    return (piece, over) -> claimNext(board, piece, claim -> claims[piece] = claim, over);
  }

  private void claimNext(
      String board, int piece, Consumer<Claim> claimed, Consumer<Throwable> over) {
    stub(piece)
        .claimNextCard(
            ClaimNextCardRequest.newBuilder()
                .setBoardId(board)
                .setWorker("bench")
                .setRequestId(requestId())
                .build(),
            answer(claimed, over));
  }

  /// Completes what was claimed.
  Load.Work complete(Claim[] claims) {
    return (piece, over) -> complete(piece, claims[piece], over);
  }

  private void complete(int piece, Claim claim, Consumer<Throwable> over) {
    stub(piece)
        .completeCard(
            CompleteCardRequest.newBuilder()
                .setCardId(claim.getCard().getId())
                .setEpoch(claim.getLease().getEpoch())
                .setSummary("done")
                .setRequestId(requestId())
                .build(),
            answer(_ -> {}, over));
  }

  /// Claims the best ready card of a board, and completes it: two calls, one after the other.
  Load.Work cycle(String board) {
    return (piece, over) -> {
      var claimed = new Claim[1];
      claimNext(
          board,
          piece,
          claim -> claimed[0] = claim,
          failed -> {
            if (failed == null) {
              complete(piece, claimed[0], over);
            } else {
              over.accept(failed);
            }
          });
    };
  }

  /// Reads one card.
  Load.Work read(String card) {
    return (piece, over) ->
        stub(piece)
            .getCard(GetCardRequest.newBuilder().setCardId(card).build(), answer(_ -> {}, over));
  }

  /// Reads a whole board, page by page, and answers how many cards it holds.
  int readBoard(String board) {
    var blocking = stub(0, CardServiceGrpc::newBlockingStub);
    int found = 0;
    String token = "";
    do {
      var page =
          blocking
              .withDeadlineAfter(30, TimeUnit.SECONDS)
              .listCards(
                  ListCardsRequest.newBuilder()
                      .setBoardId(board)
                      .setPageSize(PAGE)
                      .setPageToken(token)
                      .build());
      found += page.getCardsCount();
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return found;
  }

  /// Hands on what comes, and how it ended.
  static <T> StreamObserver<T> answer(Consumer<T> value, Consumer<Throwable> over) {
    return new StreamObserver<>() {
      @Override
      public void onNext(T answer) {
        value.accept(answer);
      }

      @Override
      public void onError(Throwable failure) {
        over.accept(failure);
      }

      @Override
      public void onCompleted() {
        over.accept(null);
      }
    };
  }

  @Override
  public void close() {
    channels.forEach(ManagedChannel::shutdownNow);
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
