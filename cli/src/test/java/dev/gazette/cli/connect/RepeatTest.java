package dev.gazette.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.testkit.Run;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceImplBase;
import dev.gazette.proto.board.v1.CreateCardRequest;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A write to a service that is away for a moment.
final class RepeatTest {

  @TempDir Path home;
  private final AtomicInteger away = new AtomicInteger();
  private final List<CreateCardRequest> requests = new CopyOnWriteArrayList<>();
  private Server server;

  @BeforeEach
  void start() throws IOException {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = NettyServerBuilder.forAddress(loopback).addService(new Board()).build().start();
    Files.writeString(home.resolve("token"), "gzt_x\n");
    Files.createDirectory(home.resolve("run"));
    Files.writeString(home.resolve("run/endpoints"), "board.grpc=127.0.0.1:" + server.getPort());
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  /// A board that is away for as many calls as told.
  private final class Board extends CardServiceImplBase {

    @Override
    public void createCard(CreateCardRequest request, StreamObserver<Card> answer) {
      requests.add(request);
      if (away.getAndDecrement() > 0) {
        answer.onError(Status.UNAVAILABLE.withDescription("stopping").asRuntimeException());
      } else {
        answer.onNext(request.getCard().toBuilder().setId("DEFAULT-1").build());
        answer.onCompleted();
      }
    }
  }

  private Run.Result create() {
    return new Run(home).with("GAZETTE_HOME", home.toString()).gazette("card", "create", "One");
  }

  @Test
  void write_isRepeatedOnceWithTheSameId() {
    away.set(1);
    assertThat(create().out()).isEqualTo("DEFAULT-1 created: One\n");
    assertThat(requests).hasSize(2);
    assertThat(requests.getLast()).isEqualTo(requests.getFirst());
    assertThat(requests.getFirst().getRequestId())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }

  @Test
  void write_isGivenUpAfterTheSecondTime() {
    away.set(2);
    var result = create();
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).startsWith("gazette: Cannot reach board").contains("stopping");
    assertThat(requests).hasSize(2);
  }
}
