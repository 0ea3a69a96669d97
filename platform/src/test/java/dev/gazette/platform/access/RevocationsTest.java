package dev.gazette.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.testkit.ManualDelays;
import dev.gazette.platform.testkit.PinnedClock;
import dev.gazette.platform.timer.Delays;
import dev.gazette.proto.auth.v1.Introspection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RevocationsTest {

  private static final Duration BACK = Revocations.LONGEST_PAUSE.plus(Revocations.SILENCE);

  private final PinnedClock clock = new PinnedClock();
  private final ManualDelays delays = new ManualDelays(clock);
  private final SmallAuth auth = new SmallAuth();
  private final TokenMemory memory = new TokenMemory(clock);
  private final Revocations revocations =
      new Revocations(auth.stub(), memory, clock, delays, new Random(1));

  @AfterEach
  void close() {
    revocations.close();
    auth.close();
  }

  @Test
  void firstContact_isWhenAuthIsFirstHeard_andStays() {
    revocations.start();
    delays.advance(Duration.ofSeconds(10));
    assertThat(revocations.firstContact()).isFalse();
    assertThat(new AuthPart(revocations).problem())
        .hasValueSatisfying(problem -> assertThat(problem).contains("start it"));
    auth.start();
    delays.advance(BACK);
    assertThat(revocations.firstContact()).isTrue();
    auth.stop();
    assertThat(revocations.hearing()).isFalse();
    assertThat(new AuthPart(revocations).problem()).isEmpty();
  }

  @Test
  void stream_withoutABeat_isGivenUpAndMadeAnew() {
    auth.start();
    revocations.start();
    assertThat(revocations.hearing()).isTrue();
    delays.advance(Revocations.SILENCE.minusMillis(1));
    auth.beat();
    delays.advance(Revocations.SILENCE.minusMillis(1));
    assertThat(auth.watched).isEqualTo(1);
    delays.advance(Revocations.FIRST_PAUSE.plusMillis(1));
    assertThat(auth.watched).isEqualTo(2);
    assertThat(revocations.hearing()).isTrue();
  }

  @Test
  void stream_thatBreaks_comesBackWithAllThatEnded() {
    auth.start();
    revocations.start();
    auth.stop();
    assertThat(revocations.hearing()).isFalse();
    long before = memory.endings();
    auth.revoke("tok_1");
    auth.start();
    delays.advance(BACK);
    assertThat(revocations.hearing()).isTrue();
    assertThat(memory.endings()).isGreaterThan(before);
  }

  @Test
  void uses_areReportedOnce_everyTenSeconds() {
    auth.start();
    revocations.start();
    var authenticator = new RememberedAuthenticator(auth.stub(), memory, clock);
    String secret = auth.issue(Introspection.newBuilder().setTokenId("tok_1").setActor("agent"));
    for (int i = 0; i < 50; i++) {
      authenticator.authenticate(secret).toCompletableFuture().join();
      delays.advance(Duration.ofMillis(500));
      auth.beat();
    }
    assertThat(auth.uses).hasSize(2);
    assertThat(auth.uses.getLast().getUses(0).getTokenId()).isEqualTo("tok_1");
    for (int i = 0; i < 50; i++) {
      delays.advance(Duration.ofMillis(500));
      auth.beat();
    }
    assertThat(auth.uses).as("the last use, and nothing after it").hasSize(3);
  }

  @Test
  void close_endsTheStream_andComesBackNoMore() {
    auth.start();
    revocations.start();
    revocations.close();
    delays.advance(Duration.ofMinutes(1));
    assertThat(auth.watched).isEqualTo(1);
  }

  @Test
  void auth_thatComesUpLate_isHeardSoon_overARealConnection() throws Exception {
    var threads = Executors.newSingleThreadScheduledExecutor();
    Delays real =
        (wait, then) -> {
          var scheduled = threads.schedule(then, wait.toMillis(), TimeUnit.MILLISECONDS);
          return () -> scheduled.cancel(false);
        };
    var system = InstantSource.system();
    try (var late = SmallAuth.onLoopback(freePort())) {
      var remembered = new TokenMemory(system);
      var authenticator = new RememberedAuthenticator(late.stub(), remembered, system);
      String secret = late.issue(Introspection.newBuilder().setTokenId("tok_1").setActor("agent"));
      try (var listener = new Revocations(late.stub(), remembered, system, real, new Random(1))) {
        listener.start();
        assertThat(authenticator.authenticate(secret))
            .failsWithin(5, TimeUnit.SECONDS)
            .withThrowableOfType(ExecutionException.class)
            .withMessageContaining("auth service does not answer");
        late.start();
        late.firstWatch.get(10, TimeUnit.SECONDS);
        assertThat(authenticator.authenticate(secret)).succeedsWithin(5, TimeUnit.SECONDS);
        assertThat(listener.firstContact()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
