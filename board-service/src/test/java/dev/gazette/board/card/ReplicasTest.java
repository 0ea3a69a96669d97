package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.DISPATCH_PAUSED;
import static dev.gazette.board.error.BoardReason.LEASE_LOST;
import static dev.gazette.platform.error.PlatformReason.REQUEST_ID_REUSED;
import static dev.gazette.platform.error.PlatformReason.TOKEN_EXPIRED;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import com.sun.net.httpserver.HttpServer;
import dev.gazette.proto.board.v1.AttemptServiceGrpc;
import dev.gazette.proto.board.v1.Board;
import dev.gazette.proto.board.v1.BoardServiceGrpc;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.ChildTokenServiceGrpc;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateBoardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.CreateChildTokenRequest;
import dev.gazette.proto.board.v1.CreateHookRequest;
import dev.gazette.proto.board.v1.DeleteCardRequest;
import dev.gazette.proto.board.v1.DispatchServiceGrpc;
import dev.gazette.proto.board.v1.ExitClass;
import dev.gazette.proto.board.v1.FailAttemptRequest;
import dev.gazette.proto.board.v1.GetCardRequest;
import dev.gazette.proto.board.v1.Hook;
import dev.gazette.proto.board.v1.HookServiceGrpc;
import dev.gazette.proto.board.v1.LimitServiceGrpc;
import dev.gazette.proto.board.v1.ListHooksRequest;
import dev.gazette.proto.board.v1.PauseDispatchRequest;
import dev.gazette.proto.board.v1.PoolServiceGrpc;
import dev.gazette.proto.board.v1.Recurrence;
import dev.gazette.proto.board.v1.ResumeDispatchRequest;
import dev.gazette.proto.board.v1.SetPoolRequest;
import dev.gazette.proto.board.v1.SetWipLimitRequest;
import dev.gazette.proto.board.v1.TrashServiceGrpc;
import dev.gazette.proto.common.v1.Event;
import dev.gazette.proto.common.v1.EventLogServiceGrpc;
import dev.gazette.proto.common.v1.Grant;
import dev.gazette.proto.common.v1.WatchEventsRequest;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Two replicas of the board on one PostgreSQL share the work: what one did holds at the other, and
/// what waits there hears of it.
@Timeout(120)
final class ReplicasTest {

  private static final String LAST = "boards/last";

  @TempDir static Path folder;
  private static Replicas replicas;
  private static LiveBoard one;
  private static LiveBoard other;
  private static final AtomicInteger TURN = new AtomicInteger();

  @BeforeAll
  static void start() throws IOException {
    replicas = new Replicas(folder);
    one = replicas.start();
    other = replicas.start();
  }

  @AfterAll
  static void stop() {
    replicas.close();
  }

  /// One after the other.
  private static LiveBoard either() {
    return TURN.incrementAndGet() % 2 == 0 ? one : other;
  }

  private static String board(String id) {
    var request =
        CreateBoardRequest.newBuilder().setBoardId(id).setBoard(Board.getDefaultInstance());
    return one.stub(BoardServiceGrpc::newBlockingStub).createBoard(request.build()).getId();
  }

  private static CreateCardRequest request(String board, Card card) {
    return CreateCardRequest.newBuilder().setBoardId(board).setCard(card).build();
  }

  private static Card titled(String title) {
    return Card.newBuilder().setTitle(title).build();
  }

  private static String create(LiveBoard replica, String board) {
    return replica.cards().createCard(request(board, titled("a"))).getId();
  }

  private static Claim claim(LiveBoard replica, String card) {
    return replica.cards().claimCard(ClaimCardRequest.newBuilder().setCardId(card).build());
  }

  private static CompleteCardRequest completion(Claim claim) {
    return CompleteCardRequest.newBuilder()
        .setCardId(claim.getCard().getId())
        .setEpoch(claim.getLease().getEpoch())
        .build();
  }

  private static ClaimNextCardRequest next(String board) {
    return ClaimNextCardRequest.newBuilder().setBoardId(board).build();
  }

  /// What a replica tells, from an empty log on, up to the first event that is wanted.
  private static List<Event> watch(LiveBoard replica, String subject, Predicate<Event> last) {
    var events = new ArrayList<Event>();
    var told =
        replica
            .stub(EventLogServiceGrpc::newBlockingStub)
            .withDeadlineAfter(90, TimeUnit.SECONDS)
            .watchEvents(WatchEventsRequest.newBuilder().setSubjectPrefix(subject).build());
    while (true) {
      var response = told.next();
      if (response.hasEvent()) {
        events.add(response.getEvent());
        if (last.test(response.getEvent())) {
          return events;
        }
      }
    }
  }

  @Test
  void watchersOfBoth_areToldTheSameWithoutAGap_whileBothWrite() throws Exception {
    String board = board("told");
    Predicate<Event> last = event -> event.getSubject().equals(LAST);
    var here = CompletableFuture.supplyAsync(() -> watch(one, "", last));
    var there = CompletableFuture.supplyAsync(() -> watch(other, "", last));
    Crowd.atOnce(() -> List.of(create(one, board), create(other, board), create(one, board)));
    board("last");
    assertThat(here.get()).isEqualTo(there.get());
    var own = here.get().stream().filter(event -> event.getOrigin().equals("board")).toList();
    for (int i = 0; i < own.size(); i++) {
      assertThat(own.get(i).getSequence()).isEqualTo(i + 1);
    }
  }

  @Test
  void claimers_atBoth_areGivenEachCardOnce() throws Exception {
    String board = board("many");
    for (int i = 0; i < 100; i++) {
      create(either(), board);
    }
    Set<String> taken = ConcurrentHashMap.newKeySet();
    var done = Crowd.atOnce(() -> work(either(), board, taken));
    assertThat(done.stream().mapToInt(Integer::intValue).sum()).isEqualTo(100);
    assertThat(taken).hasSize(100);
  }

  /// Claims, and completes through the other, until nothing is ready; answers how many.
  private static int work(LiveBoard replica, String board, Set<String> taken) {
    for (int done = 0; ; done++) {
      try {
        var claim = replica.cards().claimNextCard(next(board));
        assertThat(taken.add(claim.getCard().getId())).isTrue();
        either().cards().completeCard(completion(claim));
      } catch (StatusRuntimeException _) {
        return done;
      }
    }
  }

  @Test
  void limitsAndPools_holdOverBoth() throws Exception {
    String bounded = board("bounded");
    String pooled = board("pooled");
    one.stub(LimitServiceGrpc::newBlockingStub)
        .setWipLimit(SetWipLimitRequest.newBuilder().setBoardId(bounded).setMost(3).build());
    other
        .stub(PoolServiceGrpc::newBlockingStub)
        .setPool(SetPoolRequest.newBuilder().setPoolId("gpu").setCapacity(2).build());
    for (int i = 0; i < 20; i++) {
      create(either(), bounded);
      either()
          .cards()
          .createCard(request(pooled, titled("a").toBuilder().setPoolId("gpu").build()));
    }
    assertThat(Crowd.atOnce(() -> claimed(bounded))).filteredOn(it -> it).hasSize(3);
    assertThat(Crowd.atOnce(() -> claimed(pooled))).filteredOn(it -> it).hasSize(2);
  }

  private static boolean claimed(String board) {
    try {
      return either().cards().claimNextCard(next(board)).hasLease();
    } catch (StatusRuntimeException _) {
      return false;
    }
  }

  @Test
  void workerThatWaitsAtOne_isGivenTheCardMadeThroughTheOther() throws Exception {
    String board = board("waited");
    var request = next(board).toBuilder().setWait(Durations.fromMinutes(10)).build();
    for (int i = 0; i < 10; i++) {
      var answer = one.stub(CardServiceGrpc::newFutureStub).claimNextCard(request);
      String card = create(other, board);
      assertThat(answer.get(20, TimeUnit.SECONDS).getCard().getId()).isEqualTo(card);
    }
  }

  @Test
  void pauseThroughOne_holdsAtTheOtherAtOnce() {
    String board = board("paused");
    for (int i = 0; i < 20; i++) {
      String card = create(either(), board);
      var here = either().stub(DispatchServiceGrpc::newBlockingStub);
      here.pauseDispatch(PauseDispatchRequest.newBuilder().setBoardId(board).build());
      assertRefused(DISPATCH_PAUSED, () -> claim(either(), card));
      here.resumeDispatch(ResumeDispatchRequest.newBuilder().setBoardId(board).build());
      assertThat(claim(either(), card).hasLease()).isTrue();
    }
  }

  @Test
  void requestRepeatedAtTheOther_isAnsweredTheSame() {
    String board = board("repeated");
    var make = request(board, titled("a")).toBuilder().setRequestId("make").build();
    var made = one.cards().createCard(make);
    assertThat(other.cards().createCard(make)).isEqualTo(made);
    var reused = make.toBuilder().setCard(titled("b")).build();
    assertRefused(REQUEST_ID_REUSED, () -> other.cards().createCard(reused));
    var take = next(board).toBuilder().setRequestId("take").build();
    var taken = other.cards().claimNextCard(take);
    assertThat(one.cards().claimNextCard(take)).isEqualTo(taken);
  }

  @Test
  void childTokenOfOne_isGoodAtTheOther_asLongAsItsLease() {
    String board = board("signed");
    var claim = claim(one, create(other, board));
    var request =
        CreateChildTokenRequest.newBuilder()
            .setCardId(claim.getCard().getId())
            .setEpoch(1)
            .addGrants(Grant.newBuilder().setScope("board.read").setResource("boards/signed"));
    String secret =
        one.stub(ChildTokenServiceGrpc::newBlockingStub)
            .createChildToken(request.build())
            .getSecret();
    var child = other.stub(CardServiceGrpc::newBlockingStub, secret);
    var read = GetCardRequest.newBuilder().setCardId(claim.getCard().getId()).build();
    assertThat(child.getCard(read).getTitle()).isEqualTo("a");
    one.cards().completeCard(completion(claim));
    assertRefused(TOKEN_EXPIRED, () -> child.getCard(read));
    assertRefused(LEASE_LOST, () -> other.cards().completeCard(completion(claim)));
  }

  @Test
  void hook_isSentEachEventOnce() throws Exception {
    String board = board("hooked");
    var ids = new ArrayList<String>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var receiver =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      receiver.setExecutor(threads);
      receiver.createContext(
          "/",
          exchange -> {
            exchange.getRequestBody().readAllBytes();
            synchronized (ids) {
              ids.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200)); // Both see that it is due.
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
          });
      receiver.start();
      var hooks = one.stub(HookServiceGrpc::newBlockingStub);
      String url = "http://127.0.0.1:" + receiver.getAddress().getPort();
      var hook =
          Hook.newBuilder().setName("h").setBoardId(board).setUrl(url).addKinds("card.created");
      hooks.createHook(CreateHookRequest.newBuilder().setHook(hook).build());
      for (int i = 0; i < 60; i++) {
        create(either(), board);
      }
      while (count(ids) < 60 || waiting(hooks) > 0) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
      receiver.stop(0);
    }
    assertThat(ids).hasSize(60).doesNotHaveDuplicates();
  }

  private static long count(List<String> ids) {
    synchronized (ids) {
      return ids.stream().distinct().count();
    }
  }

  private static long waiting(HookServiceGrpc.HookServiceBlockingStub hooks) {
    return hooks.listHooks(ListHooksRequest.getDefaultInstance()).getHooks(0).getPendingCount();
  }

  @Test
  void workOfAReplicaThatEnded_isTakenOver() throws Exception {
    var gone = replicas.start();
    String board = board("left");
    var cards = gone.cards();
    var lease = ClaimCardRequest.newBuilder().setLeaseDuration(Durations.fromSeconds(1));
    cards.claimCard(lease.setCardId(create(gone, board)).build());
    var soon = Timestamps.fromMillis(System.currentTimeMillis() + 1_500);
    cards.createCard(request(board, titled("wakes").toBuilder().setWakeTime(soon).build()));
    var failed = claim(gone, create(gone, board));
    gone.stub(AttemptServiceGrpc::newBlockingStub)
        .failAttempt(
            FailAttemptRequest.newBuilder()
                .setCardId(failed.getCard().getId())
                .setEpoch(1)
                .setExit(ExitClass.EXIT_CLASS_RATE_LIMITED)
                .setRetryAfter(Durations.fromSeconds(1))
                .build());
    var daily = Recurrence.newBuilder().setCron("@daily");
    cards.createCard(request(board, titled("recurs").toBuilder().setRecurrence(daily).build()));
    cards.completeCard(completion(claim(gone, create(gone, board))));
    gone.stub(TrashServiceGrpc::newBlockingStub)
        .deleteCard(DeleteCardRequest.newBuilder().setCardId("LEFT-5").build());
    gone.close();
    one.write(tx -> {
      var session = tx.session();
      return session
              .sql("UPDATE card_wait SET wake_at_ms = 0 WHERE board_id = 'left' AND cron <> ''")
              .update()
          + session.sql("UPDATE trash SET purge_at_ms = 0 WHERE board_id = 'left'").update();
    });
    create(other, board); // Whereby the timers hear of it.
    var wanted =
        new ArrayList<>(
            List.of("card.lapsed", "card.woken", "card.woken", "card.recurred", "card.purged"));
    watch(
        other,
        "boards/left",
        event -> {
          wanted.remove(event.getKind());
          return wanted.isEmpty();
        });
    assertThat(wanted).isEmpty();
  }
}
