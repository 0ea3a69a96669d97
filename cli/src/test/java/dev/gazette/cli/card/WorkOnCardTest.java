package dev.gazette.cli.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Any;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.gazette.cli.output.Times;
import dev.gazette.cli.testkit.Run;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceImplBase;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.ChildTokenServiceGrpc.ChildTokenServiceImplBase;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateChildTokenRequest;
import dev.gazette.proto.board.v1.HeartbeatCardRequest;
import dev.gazette.proto.board.v1.IssuedChildToken;
import dev.gazette.proto.board.v1.Lease;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A command that works on a card of a board in trouble.
@Timeout(60)
final class WorkOnCardTest {

  private static final Duration LEASE = Duration.ofSeconds(3);

  @TempDir Path home;
  private final AtomicInteger refusals = new AtomicInteger();
  private final AtomicInteger renewals = new AtomicInteger();
  private Duration claiming = Duration.ZERO;
  private volatile int renewedBeforeTheToken;
  private volatile boolean hangs;
  private Server server;

  @BeforeEach
  void start() throws IOException {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server =
        NettyServerBuilder.forAddress(loopback)
            .addService(new Board())
            .addService(new Tokens())
            .build()
            .start();
    Files.writeString(home.resolve("token"), "gzt_x\n");
    Files.createDirectory(home.resolve("run"));
    Files.writeString(home.resolve("run/endpoints"), "board.grpc=127.0.0.1:" + server.getPort());
  }

  @AfterEach
  void stop() {
    server.shutdownNow();
  }

  private static StatusRuntimeException queueFull() {
    var info =
        ErrorInfo.newBuilder()
            .setReason("QUEUE_FULL")
            .setDomain("gazette.dev")
            .putMetadata("retryable", "true");
    return StatusProto.toStatusRuntimeException(
        Status.newBuilder()
            .setCode(Code.RESOURCE_EXHAUSTED_VALUE)
            .setMessage("Too many writes wait; try again in a moment.")
            .addDetails(Any.pack(info.build()))
            .build());
  }

  /// A board with one card, that refuses as often as told, or does not answer.
  private final class Board extends CardServiceImplBase {

    private final Lease lease =
        Lease.newBuilder().setEpoch(1).setDuration(Times.duration(LEASE)).build();

    private <T> void answer(StreamObserver<T> observer, T answer) {
      if (hangs) {
        return;
      }
      if (refusals.getAndDecrement() > 0) {
        observer.onError(queueFull());
      } else {
        observer.onNext(answer);
        observer.onCompleted();
      }
    }

    @Override
    public void claimCard(ClaimCardRequest request, StreamObserver<Claim> observer) {
      LockSupport.parkNanos(claiming.toNanos());
      var card = Card.newBuilder().setId("OPS-1").setBoardId("ops");
      observer.onNext(Claim.newBuilder().setCard(card).setLease(lease).build());
      observer.onCompleted();
    }

    @Override
    public void heartbeatCard(HeartbeatCardRequest request, StreamObserver<Lease> observer) {
      renewals.incrementAndGet();
      answer(observer, lease);
    }

    @Override
    public void completeCard(CompleteCardRequest request, StreamObserver<Card> observer) {
      var done = Card.newBuilder().setId("OPS-1").setState(CardState.CARD_STATE_DONE);
      answer(observer, done.build());
    }
  }

  private final class Tokens extends ChildTokenServiceImplBase {

    @Override
    public void createChildToken(
        CreateChildTokenRequest request, StreamObserver<IssuedChildToken> observer) {
      renewedBeforeTheToken = renewals.get();
      observer.onNext(IssuedChildToken.newBuilder().setSecret("gzc_x").build());
      observer.onCompleted();
    }
  }

  private Run.Result work(String script) {
    return new Run(home)
        .with("GAZETTE_HOME", home.toString())
        .gazette("card", "work", "OPS-1", "-q", "--", "sh", "-c", script);
  }

  @Test
  void heartbeatThatFindsTheQueueFull_doesNotEndTheCommand() {
    refusals.set(2);
    assertThat(work("sleep 2").ok()).isEqualTo("OPS-1\n");
    assertThat(renewals).hasValueGreaterThan(2);
  }

  @Test
  void completionThatFindsTheQueueFull_isTriedAgain() {
    refusals.set(1);
    assertThat(work("exit 0").ok()).isEqualTo("OPS-1\n");
  }

  @Test
  void boardThatStoppedAnswering_doesNotHoldTheCommandBeyondItsLease() {
    hangs = true;
    long begun = System.nanoTime();
    var result = work("exec sleep 50");
    assertThat(result.err()).contains("The lease on OPS-1 is lost");
    assertThat(System.nanoTime() - begun).isLessThan(TimeUnit.SECONDS.toNanos(15));
  }

  @Test
  void claimThatWasLongInComing_isRenewedBeforeAnythingStarts() {
    claiming = Duration.ofSeconds(2);
    assertThat(work("exit 0").ok()).isEqualTo("OPS-1\n");
    assertThat(renewedBeforeTheToken).isPositive();
  }
}
