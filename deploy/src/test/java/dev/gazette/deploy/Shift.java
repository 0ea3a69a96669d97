package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import dev.gazette.platform.testkit.Refusals;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import io.grpc.Channel;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Workers at two replicas of a board, who take as many turns as they are dealt. In each a worker
/// goes to one of the replicas; it makes a card where there is none to claim, completes what it
/// claims, or leaves it to lapse. Where a replica is gone it asks the other the same under the same
/// request id, since it cannot know whether that was done.
final class Shift {

  private static final int WORKERS = 64;
  private static final int LEAVES = 20;

  /// More than the slowest machine needs: a turn is waited for, not its time.
  static final Duration LONGEST = Duration.ofMinutes(5);

  /// After these nobody knows what became of the call.
  private static final Set<Code> GONE =
      Set.of(Code.UNAVAILABLE, Code.DEADLINE_EXCEEDED, Code.CANCELLED);

  /// Cards whose making was acknowledged: the title and the id.
  final Map<String, String> made = new ConcurrentHashMap<>();

  /// Claims that were acknowledged, as card and epoch, and the request that got each.
  final Map<String, String> claimed = new ConcurrentHashMap<>();

  /// Cards whose completion was acknowledged, and what was said of it.
  final Map<String, String> completed = new ConcurrentHashMap<>();

  private final List<? extends Channel> replicas;
  private final AtomicInteger number = new AtomicInteger();
  private final Semaphore turns = new Semaphore(0);
  private final AtomicInteger taken = new AtomicInteger();
  private final List<CompletableFuture<Void>> workers = new ArrayList<>();
  private int dealt;
  private volatile boolean over;

  /// Workers at these replicas, who do not work yet.
  Shift(List<? extends Channel> replicas) {
    this.replicas = replicas;
  }

  /// Has them come, and wait for their turns.
  void begin() {
    for (int i = 0; i < WORKERS; i++) {
      var worker = new Worker(i);
      workers.add(CompletableFuture.runAsync(worker::work, Thread::startVirtualThread));
    }
  }

  /// Lets them take more turns.
  void deal(int more) {
    dealt += more;
    turns.release(more);
  }

  /// Waits until at most so many turns are left, in the middle of some of which they are; fails
  /// with the worker that did.
  void awaitLeft(int left) {
    long latest = System.nanoTime() + LONGEST.toNanos();
    while (dealt - taken.get() > left) {
      assertThat(System.nanoTime()).as("%s of %d turns", taken, dealt).isLessThan(latest);
      workers.stream().filter(CompletableFuture::isDone).forEach(CompletableFuture::join);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /// Sends them away, when all their turns are over.
  void end() {
    awaitLeft(0);
    over = true;
    turns.release(WORKERS);
    workers.forEach(CompletableFuture::join);
  }

  private final class Worker {
    private final Random random;
    private int at;
    private @Nullable Claim left;

    Worker(int seed) {
      random = new Random(seed);
    }

    void work() {
      turns.acquireUninterruptibly();
      while (!over) {
        takeTurn();
        taken.incrementAndGet();
        turns.acquireUninterruptibly();
      }
    }

    private void takeTurn() {
      at = random.nextInt(replicas.size());
      boolean leaves = random.nextInt(LEAVES) == 0;
      var claim = claim("claim " + number.incrementAndGet(), leaves);
      if (claim == null) {
        make("card " + number.incrementAndGet());
      } else if (leaves) {
        comeBack();
        left = claim;
      } else {
        complete(claim);
      }
    }

    private @Nullable Claim claim(String request, boolean leaves) {
      var next = ClaimNextCardRequest.newBuilder().setBoardId("default").setRequestId(request);
      if (leaves) {
        next.setLeaseDuration(Durations.fromSeconds(1));
      }
      try {
        var claim = call(cards -> cards.claimNextCard(next.build()));
        String lease = claim.getCard().getId() + " " + claim.getLease().getEpoch();
        assertThat(claimed.put(lease, request)).as("%s was given out twice", lease).isNull();
        return claim;
      } catch (StatusRuntimeException nothing) {
        assertReason("NOTHING_READY", nothing);
        return null;
      }
    }

    private void make(String title) {
      var request = CreateCardRequest.newBuilder().setBoardId("default").setRequestId(title);
      request.setCard(Card.newBuilder().setTitle(title));
      made.put(title, call(cards -> cards.createCard(request.build())).getId());
    }

    private void complete(Claim claim) {
      String card = claim.getCard().getId();
      long epoch = claim.getLease().getEpoch();
      String said = "done under epoch " + epoch;
      var request =
          CompleteCardRequest.newBuilder()
              .setCardId(card)
              .setEpoch(epoch)
              .setSummary(said)
              .setRequestId("complete %s %d".formatted(card, epoch));
      call(cards -> cards.completeCard(request.build()));
      assertThat(completed.put(card, said)).as("%s was completed twice", card).isNull();
    }

    /// Tries to complete what it left before, mostly in vain.
    private void comeBack() {
      var before = left;
      left = null;
      try {
        if (before != null) {
          complete(before);
        }
      } catch (StatusRuntimeException late) {
        assertReason("LEASE_LOST", late);
      }
    }

    private <T> T call(Function<CardServiceBlockingStub, T> call) {
      while (true) {
        try {
          return call.apply(
              CardServiceGrpc.newBlockingStub(replicas.get(at))
                  .withDeadlineAfter(30, TimeUnit.SECONDS));
        } catch (StatusRuntimeException failure) {
          if (!GONE.contains(failure.getStatus().getCode())) {
            throw failure;
          }
          at = (at + 1) % replicas.size();
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
      }
    }
  }

  private static void assertReason(String reason, StatusRuntimeException refused) {
    assertThat(Refusals.info(refused).getReason()).as("%s", refused).isEqualTo(reason);
  }
}
