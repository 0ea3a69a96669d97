package dev.gazette.platform.access;

import static dev.gazette.platform.error.PlatformReason.PEER_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.proto.board.v1.ChildToken;
import dev.gazette.proto.board.v1.ChildTokenServiceGrpc;
import dev.gazette.proto.board.v1.ChildTokenServiceGrpc.ChildTokenServiceImplBase;
import dev.gazette.proto.board.v1.IntrospectChildTokenRequest;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How a service that is not the board knows child tokens, beside a board in small.
final class RememberedChildrenTest {

  private final String name = "board-" + UUID.randomUUID();
  private final PinnedClock clock = new PinnedClock();
  private final Server server;
  private final ManagedChannel channel =
      InProcessChannelBuilder.forName(name).directExecutor().build();
  private final RememberedChildren children =
      new RememberedChildren(() -> ChildTokenServiceGrpc.newStub(channel), clock);
  private boolean leaseEnded;
  private int asked;

  RememberedChildrenTest() {
    server =
        InProcessServerBuilder.forName(name)
            .directExecutor()
            .addService(
                new ChildTokenServiceImplBase() {
                  @Override
                  public void introspectChildToken(
                      IntrospectChildTokenRequest request, StreamObserver<ChildToken> observer) {
                    asked++;
                    if (leaseEnded) {
                      observer.onError(Status.UNAUTHENTICATED.asRuntimeException());
                      return;
                    }
                    observer.onNext(
                        ChildToken.newBuilder().setCardId("OPS-1").setActor("ada/OPS-1.1").build());
                    observer.onCompleted();
                  }
                })
            .build();
  }

  @BeforeEach
  void start() throws Exception {
    server.start();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  private Caller vouch() {
    return children.vouch("gzc_x").toCompletableFuture().join();
  }

  @Test
  void child_isRememberedForFiveSeconds_notLonger() {
    assertThat(vouch().name()).isEqualTo("ada/OPS-1.1");
    leaseEnded = true;
    clock.advance(Duration.ofMillis(4_999));
    assertThat(vouch().kind()).isEqualTo(Caller.Kind.CHILD);
    assertThat(asked).isEqualTo(1);
    clock.advance(Duration.ofMillis(1));
    assertThat(catchThrowable(this::vouch)).isInstanceOf(CompletionException.class);
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void boardIsAway_aChildIsKnownNoMoreAfterFiveSeconds() {
    vouch();
    server.shutdownNow();
    vouch();
    clock.advance(RememberedChildren.REMEMBERED);
    assertThat(catchThrowable(this::vouch))
        .cause()
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.reason()).isEqualTo(PEER_UNAVAILABLE));
  }
}
