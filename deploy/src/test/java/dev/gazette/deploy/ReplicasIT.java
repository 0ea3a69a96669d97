package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gazette.platform.testkit.EmbeddedPostgresServer;
import dev.gazette.proto.board.v1.Board;
import dev.gazette.proto.board.v1.BoardServiceGrpc;
import dev.gazette.proto.board.v1.CreateBoardRequest;
import dev.gazette.proto.board.v1.CreateHookRequest;
import dev.gazette.proto.board.v1.Hook;
import dev.gazette.proto.board.v1.HookServiceGrpc;
import dev.gazette.proto.common.v1.Event;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two replicas of the board on one PostgreSQL: now one, now the other is killed while 64 workers
/// work at both, two watchers read the log and a hook is sent what happens. Nothing is lost,
/// doubled or reordered, and the one that is left goes on.
@Tag("deep")
final class ReplicasIT {

  /// Between two kills; a machine that is busy takes longer for as many.
  private static final int TURNS = 300;

  /// While a replica comes back, which the JVM needs the machine for.
  private static final int TURNS_MEANWHILE = 100;

  /// How many deliveries a replica has under way, whose ends it may not have written when it dies.
  private static final int AT_ONCE = 32;

  private static final String LAST = "boards/last";

  @TempDir Path folder;

  private final Set<String> delivered = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();

  @Test
  void replicas_killedInTurn_loseNothing_andTakeOver() throws Exception {
    String url = EmbeddedPostgresServer.freshDatabase();
    int kills = Proof.rounds(2, 6, 300);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        var one = replica(url).rehearsed();
        var other = one.beside(folder.resolve("other"))) {
      one.start();
      shareKey(one, other);
      other.start();
      var receiver = receiver(threads);
      var replicas = List.of(one, other);
      var channels =
          replicas.stream().map(it -> Bearer.channel(it.boardPort(), it.token())).toList();
      hook(channels.getFirst(), receiver);
      var here = read(channels, 0);
      var there = read(channels, 1);
      var shift = new Shift(channels);
      shift.begin();
      for (int kill = 0; kill < kills; kill++) {
        shift.deal(TURNS);
        shift.awaitLeft(TURNS / 2);
        replicas.get(kill % 2).kill();
        shift.awaitLeft(0); // The one that is left does it all.
        shift.deal(TURNS_MEANWHILE);
        replicas.get(kill % 2).start();
        channels.get(kill % 2).resetConnectBackoff();
        shift.awaitLeft(0);
      }
      shift.deal(TURNS);
      shift.end();
      board(channels.getFirst());
      var events = here.get(Shift.LONGEST.toMinutes(), TimeUnit.MINUTES);
      assertThat(there.get(Shift.LONGEST.toMinutes(), TimeUnit.MINUTES)).isEqualTo(events);
      assertThat(events.stream().map(Event::getSequence))
          .containsExactlyElementsOf(LongStream.rangeClosed(1, events.size()).boxed().toList());
      awaitDelivered(events.stream().filter(it -> it.getKind().equals("card.created")).count());
      assertThat(requests.get() - delivered.size())
          .as("sent twice")
          .isLessThanOrEqualTo(AT_ONCE * kills);
      channels.forEach(ManagedChannel::shutdownNow);
      receiver.stop(0);
      for (var replica : replicas) {
        replica.kill(); // A lease that lapses amid the comparison would be a difference.
      }
      compare(shift, url);
    }
  }

  private BoardProcess replica(String url) throws IOException {
    return new BoardProcess(
        folder.resolve("one"),
        Map.of(
            "GAZETTE_BOARD_DATABASE_URL", url,
            "GAZETTE_BOARD_HOOK_ALLOW", "127.0.0.1",
            "GAZETTE_BOARD_BREAKER_FAILURES", "0"));
  }

  private static void shareKey(BoardProcess from, BoardProcess to) throws IOException {
    var key = Path.of("data", "board", "key");
    Files.createDirectories(to.home().resolve(key).getParent());
    Files.copy(from.home().resolve(key), to.home().resolve(key));
  }

  private HttpServer receiver(Executor threads) throws IOException {
    var receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(threads);
    receiver.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          requests.incrementAndGet();
          delivered.add(exchange.getRequestHeaders().getFirst("webhook-id"));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    receiver.start();
    return receiver;
  }

  private static void hook(ManagedChannel channel, HttpServer receiver) {
    var hook =
        Hook.newBuilder()
            .setName("all")
            .setUrl("http://127.0.0.1:" + receiver.getAddress().getPort())
            .addKinds("card.created");
    HookServiceGrpc.newBlockingStub(channel)
        .createHook(CreateHookRequest.newBuilder().setHook(hook).build());
  }

  private static CompletableFuture<List<Event>> read(List<ManagedChannel> channels, int first) {
    var reader = new LogReader(channels, first);
    return CompletableFuture.supplyAsync(() -> reader.readTo(LAST), Thread::startVirtualThread);
  }

  private static void board(ManagedChannel channel) {
    var request = CreateBoardRequest.newBuilder().setBoardId("last");
    BoardServiceGrpc.newBlockingStub(channel)
        .withWaitForReady()
        .createBoard(request.setBoard(Board.getDefaultInstance()).build());
  }

  private void awaitDelivered(long wanted) {
    long latest = System.nanoTime() + Shift.LONGEST.toNanos();
    while (delivered.size() < wanted) {
      assertThat(System.nanoTime())
          .as("%d of %d delivered", delivered.size(), wanted)
          .isLessThan(latest);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    assertThat(delivered).hasSize((int) wanted);
  }

  private static void compare(Shift shift, String url) throws SQLException {
    try (var database = DriverManager.getConnection(url + "&currentSchema=board")) {
      Databases.assertNoGaps(database, url);
      Databases.assertTold(database);
      assertThat(
              Databases.texts(
                  database, "SELECT title || ' ' || upper(board_id) || '-' || number FROM card"))
          .as("made and no more")
          .containsExactlyInAnyOrderElementsOf(
              shift.made.entrySet().stream()
                  .map(made -> made.getKey() + " " + made.getValue())
                  .toList());
      assertThat(
              Databases.texts(
                  database,
                  "SELECT upper(board_id) || '-' || number || ' ' || summary FROM card WHERE state"
                      + " = 'DONE'"))
          .as("completed and no more")
          .containsExactlyInAnyOrderElementsOf(
              shift.completed.entrySet().stream()
                  .map(done -> done.getKey() + " " + done.getValue())
                  .toList());
      assertThat(
              Databases.texts(
                  database, "SELECT upper(board_id) || '-' || number || ' ' || epoch FROM run"))
          .as("claimed and no more")
          .containsExactlyInAnyOrderElementsOf(shift.claimed.keySet());
    }
  }
}
