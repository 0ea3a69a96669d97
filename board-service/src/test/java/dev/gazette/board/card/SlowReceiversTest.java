package dev.gazette.board.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gazette.proto.board.v1.Board;
import dev.gazette.proto.board.v1.BoardServiceGrpc;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CreateBoardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.CreateHookRequest;
import dev.gazette.proto.board.v1.Hook;
import dev.gazette.proto.board.v1.HookServiceGrpc;
import dev.gazette.proto.board.v1.ListHooksRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Receivers of deliveries that take their time, on real sockets, beside one that does not: more
/// waits for each slow one than can be sent at once.
@Timeout(120)
final class SlowReceiversTest {

  private static final int MANY = 300;

  @TempDir Path folder;
  private final List<Socket> taken = new CopyOnWriteArrayList<>();
  private LiveBoard board;
  private ServerSocket slow;

  @BeforeEach
  void start() throws IOException {
    board = new LiveBoard(folder, Map.of("gazette.board.hook-allow", "127.0.0.1"));
    slow = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    create("slow");
    hook("slow", slow.getLocalPort());
  }

  @AfterEach
  void stop() throws IOException {
    slow.close();
    for (var socket : taken) {
      socket.close();
    }
    board.close();
  }

  private void create(String id) {
    board
        .stub(BoardServiceGrpc::newBlockingStub)
        .createBoard(
            CreateBoardRequest.newBuilder()
                .setBoardId(id)
                .setBoard(Board.getDefaultInstance())
                .build());
  }

  private void hook(String name, int port) {
    var hook =
        Hook.newBuilder()
            .setName(name)
            .setBoardId(name)
            .setUrl("http://127.0.0.1:" + port + "/")
            .addKinds("card.created");
    board
        .stub(HookServiceGrpc::newBlockingStub)
        .createHook(CreateHookRequest.newBuilder().setHook(hook).build());
  }

  private void createCards(String on, int number) {
    for (int i = 0; i < number; i++) {
      board
          .cards()
          .createCard(
              CreateCardRequest.newBuilder()
                  .setBoardId(on)
                  .setCard(Card.newBuilder().setTitle("One"))
                  .build());
    }
  }

  /// Nobody takes its connections: beyond the first two they are not even made.
  @Test
  void hostThatDropsPackets_leavesRoomForOtherHooks() throws Exception {
    createCards("slow", MANY);
    var received = new CountDownLatch(MANY);
    var quick = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    quick.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
          received.countDown();
        });
    quick.start();
    create("quick");
    hook("quick", quick.getAddress().getPort());
    createCards("quick", MANY);
    assertThat(received.await(30, TimeUnit.SECONDS)).isTrue();
    quick.stop(0);
  }

  @Test
  void receiverThatHangsInItsBody_isSentAllThatWaits() {
    Thread.ofVirtual().start(this::beginToAnswer);
    createCards("slow", MANY);
    var hooks = board.stub(HookServiceGrpc::newBlockingStub);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (taken.size() < MANY
        || hooks.listHooks(ListHooksRequest.getDefaultInstance()).getHooks(0).getPendingCount()
            > 0) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private void beginToAnswer() {
    try {
      while (true) {
        var socket = slow.accept();
        taken.add(socket);
        socket
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n".getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException _) {
      // The end of the test.
    }
  }
}
