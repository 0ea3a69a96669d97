package dev.gazette.platform.event;

import static dev.gazette.platform.error.PlatformReason.RESUME_TOKEN_EXPIRED;
import static dev.gazette.platform.error.PlatformReason.RESUME_TOKEN_INVALID;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.testkit.TestServer;
import dev.gazette.proto.common.v1.EventLogServiceGrpc;
import dev.gazette.proto.common.v1.EventLogServiceGrpc.EventLogServiceBlockingStub;
import dev.gazette.proto.common.v1.WatchEventsRequest;
import dev.gazette.proto.common.v1.WatchEventsResponse;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

  @Test
  void watch_fromATokenOlderThanTheLog_isRefusedWithTheOldest() {
    happen("card.created", "boards/ops");
    happen("card.moved", "boards/ops");
    write(
        transaction -> transaction.session().sql("DELETE FROM event WHERE position = 1").update());
    var request = untilNow().setResumeToken(new ResumeToken(0).text()).build();
    assertRefused(RESUME_TOKEN_EXPIRED, () -> log().watchEvents(request).hasNext());
  }
}
