package dev.gazette.platform.event;

import static dev.gazette.platform.error.PlatformReason.AUTH_UNAVAILABLE;
import static dev.gazette.platform.error.PlatformReason.RESUME_TOKEN_EXPIRED;
import static dev.gazette.platform.error.PlatformReason.RESUME_TOKEN_INVALID;
import static dev.gazette.platform.error.PlatformReason.TOKEN_EXPIRED;
import static dev.gazette.platform.error.PlatformReason.TOKEN_REVOKED;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static dev.gazette.platform.testkit.Refusals.info;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.common.collect.ImmutableList;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.access.Authenticator;
import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.Grant;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.testkit.TestServer;
import dev.gazette.proto.common.v1.EventLogServiceGrpc;
import dev.gazette.proto.common.v1.EventLogServiceGrpc.EventLogServiceBlockingStub;
import dev.gazette.proto.common.v1.WatchEventsRequest;
import dev.gazette.proto.common.v1.WatchEventsResponse;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class EventLogGrpcServiceTest {

  @TempDir Path folder;
  private TestServer server;

  @BeforeEach
  void start() {
    server =
        new TestServer(
            "board", folder, kit -> List.of(new EventLogGrpcService(kit.feed(), kit.readers())));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private <T> T write(Operation<T> operation) {
    return server.writer().write(operation).toCompletableFuture().join();
  }

  private void happen(String kind, String subject) {
    var event =
        new NewEvent(kind, Lane.BUSINESS, subject, Payload.of("name", "Zoë \"☃\"").and("count", 3));
    write(transaction -> {
      transaction.append(new Actor("owner", "c1"), event);
      return true;
    });
  }

  private EventLogServiceBlockingStub log() {
    return server.asOwner(EventLogServiceGrpc::newBlockingStub);
  }

  private static List<String> kinds(Iterator<WatchEventsResponse> stream) {
    return ImmutableList.copyOf(stream).stream()
        .filter(WatchEventsResponse::hasEvent)
        .map(response -> response.getEvent().getKind())
        .toList();
  }

  private static WatchEventsRequest.Builder untilNow() {
    return WatchEventsRequest.newBuilder().setUntilNow(true);
  }

  @Test
  void watch_fromTheStart_givesAllInOrderWithTheirPayload() {
    happen("card.created", "boards/ops/cards/OPS-1");
    happen("card.moved", "boards/ops/cards/OPS-1");
    var all = ImmutableList.copyOf(log().watchEvents(untilNow().build()));
    assertThat(kinds(all.iterator())).containsExactly("card.created", "card.moved");
    var payload = all.get(0).getEvent().getPayload();
    assertThat(payload.getFieldsOrThrow("name").getStringValue()).isEqualTo("Zoë \"☃\"");
    assertThat(payload.getFieldsOrThrow("count").getNumberValue()).isEqualTo(3);
  }

  @Test
  void watch_fromAToken_goesOnAfterIt() {
    happen("card.created", "boards/ops/cards/OPS-1");
    String token = log().watchEvents(untilNow().build()).next().getResumeToken();
    happen("card.moved", "boards/ops/cards/OPS-1");
    assertThat(kinds(log().watchEvents(untilNow().setResumeToken(token).build())))
        .containsExactly("card.moved");
  }

  @Test
  void watch_live_hearsWhatIsCommittedLater() {
    var stream = log().watchEvents(WatchEventsRequest.newBuilder().setResumeToken("now").build());
    assertThat(stream.next().hasEvent()).as("the first message tells where it begins").isFalse();
    happen("card.created", "boards/ops/cards/OPS-1");
    assertThat(stream.next().getEvent().getKind()).isEqualTo("card.created");
  }

  private Iterator<WatchEventsResponse> watchLive(String token) {
    var stream =
        server
            .with(token, EventLogServiceGrpc::newBlockingStub)
            .watchEvents(WatchEventsRequest.newBuilder().setResumeToken("now").build());
    stream.next();
    return stream;
  }

  @Test
  @Timeout(20)
  void watch_whoseTokenIsRevoked_endsAsANewOneIsRefused_andNoOtherDoes() {
    String token = server.token("reader", "events.read");
    var stream = watchLive(token);
    var other = watchLive(server.token("other", "events.read"));
    server.revoke(token);
    assertRefused(TOKEN_REVOKED, stream::hasNext);
    happen("card.created", "boards/ops/cards/OPS-1");
    assertThat(other.next().getEvent().getKind()).isEqualTo("card.created");
  }

  @Test
  @Timeout(20)
  void watch_whoseTokenLapses_ends() {
    var stream = watchLive(server.tokenFor("reader", Duration.ofMinutes(1), "events.read"));
    server.clock().advance(Duration.ofMinutes(1));
    assertRefused(TOKEN_EXPIRED, stream::hasNext);
  }

  @Test
  @Timeout(20)
  void watch_whileAuthIsAway_goesOn() throws Exception {
    var asked = new CountDownLatch(3);
    var known =
        new AtomicReference<CompletionStage<Caller>>(
            CompletableFuture.completedFuture(
                new Caller(
                    "tok_1",
                    "reader",
                    Caller.Kind.TOKEN,
                    List.of(Grant.ALL),
                    CallLimit.NONE,
                    null)));
    server.authenticateBy(
        new Authenticator() {
          @Override
          public CompletionStage<Caller> authenticate(String secret) {
            asked.countDown();
            return known.get();
          }

          @Override
          public long endings() {
            return asked.getCount();
          }
        });
    var stream = watchLive("gzt_remembered");
    known.set(CompletableFuture.failedFuture(AUTH_UNAVAILABLE.because("Auth is away.")));
    asked.await();
    happen("card.created", "boards/ops/cards/OPS-1");
    assertThat(stream.next().getEvent().getKind()).isEqualTo("card.created");
  }

  @Test
  void watch_isFilteredByRequestAndByGrant() {
    happen("card.created", "boards/ops/cards/OPS-1");
    happen("card.created", "boards/opsx/cards/OPSX-1");
    happen("board.created", "boards/ops");
    var ops = untilNow().setSubjectPrefix("boards/ops").addKinds("card.*").build();
    assertThat(kinds(log().watchEvents(ops))).containsExactly("card.created");
    String token = server.token("reader", "events.read@boards/ops");
    var reader = server.with(token, EventLogServiceGrpc::newBlockingStub);
    assertThat(kinds(reader.watchEvents(untilNow().build())))
        .containsExactly("card.created", "board.created");
  }

  @Test
  void watch_fromATokenThatIsNone_isRefused() {
    var request = untilNow().setResumeToken("yesterday").build();
    assertRefused(RESUME_TOKEN_INVALID, () -> log().watchEvents(request).hasNext());
  }

  /// Forgets the event of a position.
  private void forget(long position) {
    write(tx -> {
      EventStore.forget(tx.session(), EventStore.past(tx.session(), position - 1, 1));
      return position;
    });
  }

  private Iterator<WatchEventsResponse> watchFrom(ResumeToken token) {
    return log().watchEvents(untilNow().setResumeToken(token.text()).build());
  }

  @Test
  void watch_fromATokenBeforeAForgottenEvent_isRefusedWithTheOldest() {
    for (int i = 0; i < 4; i++) {
      happen("card.created", "boards/ops");
    }
    forget(2);
    var refused =
        catchThrowableOfType(
            StatusRuntimeException.class, () -> watchFrom(new ResumeToken(1)).hasNext());
    assertThat(info(refused).getReason()).isEqualTo(RESUME_TOKEN_EXPIRED.name());
    var oldest = ResumeToken.parse(info(refused).getMetadataOrThrow("oldest_token"));
    assertThat(kinds(watchFrom(oldest))).as("from the oldest, nothing is missing").hasSize(2);
    assertRefused(RESUME_TOKEN_EXPIRED, () -> watchFrom(new ResumeToken(0)).hasNext());
  }

  @Test
  void watch_thatBeganAtTheStart_getsWhatIsLeft_alsoAfterItWasCutOff() {
    for (int i = 0; i < 5; i++) {
      happen("card.created", "boards/ops");
    }
    forget(2);
    var left = log().watchEvents(untilNow().build());
    String token = left.next().getResumeToken();
    forget(3);
    var rest = log().watchEvents(untilNow().setResumeToken(token).build());
    var positions = ImmutableList.copyOf(rest);
    assertThat(positions.stream().filter(WatchEventsResponse::hasEvent)).hasSize(2);
    assertThat(positions.getLast().getResumeToken())
        .as("from here on it misses nothing")
        .isEqualTo(new ResumeToken(5).text());
  }

  @Test
  void watch_thatMeetsAHoleThatItDoesNotExpect_endsRatherThanSkip() {
    for (int i = 0; i < 5; i++) {
      happen("card.created", "boards/ops");
    }
    forget(4);
    var stream = watchFrom(new ResumeToken(1, 2));
    assertThat(stream.next().getEvent().getSequence()).isEqualTo(2);
    assertThat(stream.next().getEvent().getSequence()).isEqualTo(3);
    assertRefused(RESUME_TOKEN_EXPIRED, stream::hasNext);
  }
}
