package dev.gazette.board.tail;

import static dev.gazette.platform.error.PlatformReason.RESUME_TOKEN_EXPIRED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.testkit.TestServer;
import dev.gazette.proto.common.v1.EventLogServiceGrpc;
import dev.gazette.proto.common.v1.EventLogServiceGrpc.EventLogServiceImplBase;
import dev.gazette.proto.common.v1.Lane;
import dev.gazette.proto.common.v1.WatchEventsRequest;
import dev.gazette.proto.common.v1.WatchEventsResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TailClientTest {

  @TempDir Path folder;
  private final Peer peer = new Peer();
  private TestServer auth;
  private TestServer board;
  private TailClient tail;

  /// A log as another service would serve it; the test sends.
  private static final class Peer extends EventLogServiceImplBase {
    private final LinkedBlockingQueue<String> tokens = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<StreamObserver<WatchEventsResponse>> watchers =
        new LinkedBlockingQueue<>();
    private volatile boolean expired;

    @Override
    public void watchEvents(
        WatchEventsRequest request, StreamObserver<WatchEventsResponse> observer) {
      tokens.add(request.getResumeToken());
      if (expired) {
        expired = false;
        observer.onError(gone());
      } else {
        watchers.add(observer);
      }
    }

    private static Refusal gone() {
      return RESUME_TOKEN_EXPIRED.because("Gone.").with("oldest_token", "oldest");
    }
  }

  @BeforeEach
  void start() throws Exception {
    auth =
        new TestServer("auth", Files.createDirectory(folder.resolve("auth")), _ -> List.of(peer));
    board = new TestServer("board", folder, _ -> List.of());
    var channel = auth.asService(EventLogServiceGrpc::newStub).getChannel();
    tail = new TailClient("auth", () -> channel, board.readers(), board.writer());
    Thread.startVirtualThread(tail);
  }

  @AfterEach
  void stop() {
    tail.close();
    auth.close();
    board.close();
  }

  private StreamObserver<WatchEventsResponse> watcher() throws InterruptedException {
    var watcher = peer.watchers.poll(10, TimeUnit.SECONDS);
    assertThat(watcher).isNotNull();
    return watcher;
  }

  private static WatchEventsResponse event(String origin, long sequence) {
    return WatchEventsResponse.newBuilder()
        .setEvent(
            dev.gazette.proto.common.v1.Event.newBuilder()
                .setOrigin(origin)
                .setSequence(sequence)
                .setKind("token.created")
                .setActor("owner")
                .setLane(Lane.LANE_MONITORING)
                .setSubject("tokens/t1"))
        .setResumeToken("after-" + sequence)
        .build();
  }

  /// The sequences that were copied, once the newest is this one.
  private List<Long> copiedUpTo(long sequence) {
    while (true) {
      var events = board.readers().readNow(session -> EventStore.after(session, 0, 1_000));
      var copied = new ArrayList<>(events.stream().map(Event::sequence).toList());
      if (copied.contains(sequence)) {
        return copied;
      }
      board.feed().await(events.size(), TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  @Test
  void run_copiesAndGoesOnWhereItEnded() throws Exception {
    var watcher = watcher();
    assertThat(peer.tokens.take()).isEmpty();
    for (long i = 1; i <= 600; i++) {
      watcher.onNext(event("auth", i));
    }
    assertThat(copiedUpTo(600)).hasSize(600);
    watcher.onError(Status.UNAVAILABLE.asRuntimeException());
    var again = watcher();
    assertThat(peer.tokens.take()).isEqualTo("after-600");
    again.onNext(event("auth", 600)); // Told twice, kept once.
    again.onNext(event("probe", 7)); // Not this log's own.
    again.onNext(event("auth", 601));
    assertThat(copiedUpTo(601)).hasSize(601);
  }

  @Test
  void run_whereEventsWereForgotten_goesOnFromTheOldest() throws Exception {
    var watcher = watcher();
    peer.tokens.clear();
    peer.expired = true;
    watcher.onCompleted();
    watcher().onNext(event("auth", 40));
    assertThat(peer.tokens).containsExactly("", "oldest");
    assertThat(copiedUpTo(40)).containsExactly(40L);
  }
}
