package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.CARD_HELD;
import static dev.gazette.board.error.BoardReason.CARD_STATE_WRONG;
import static dev.gazette.board.error.BoardReason.LEASE_LOST;

import com.google.protobuf.util.Durations;
import dev.gazette.board.card.CardHistory.Kind;
import dev.gazette.platform.testkit.Refusals;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.HeartbeatCardRequest;
import dev.gazette.proto.board.v1.ReleaseCardRequest;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Many workers at few cards, each of which they claim, renew, release and at last complete; some
/// let their leases lapse, and all try now and then what their old epochs no longer allow.
final class Contest {

  private static final int CARDS = 16;
  private static final int LEAVES = 1_000;

  private static final Map<String, Kind> REFUSALS =
      Map.of(
          CARD_HELD.name(), Kind.REFUSED_AS_HELD,
          CARD_STATE_WRONG.name(), Kind.REFUSED_AS_DONE,
          LEASE_LOST.name(), Kind.REFUSED_AS_LOST);

  private final CardServiceBlockingStub cards;
  private final long goal;
  private final AtomicLong granted = new AtomicLong();
  private final AtomicInteger workers = new AtomicInteger();
  private final AtomicReferenceArray<CardHistory> contested = new AtomicReferenceArray<>(CARDS);
  private final Queue<CardHistory> histories = new ConcurrentLinkedQueue<>();

  /// A contest that goes on until so many claims were granted.
  Contest(CardServiceBlockingStub cards, long goal) {
    this.cards = cards;
    this.goal = goal;
    for (int i = 0; i < CARDS; i++) {
      renew(i);
    }
  }

  List<CardHistory> histories() {
    return List.copyOf(histories);
  }

  private CardServiceBlockingStub stub() {
    return cards.withDeadlineAfter(1, TimeUnit.MINUTES);
  }

  private void renew(int slot) {
    var request = CreateCardRequest.newBuilder().setBoardId("default");
    var card = stub().createCard(request.setCard(Card.newBuilder().setTitle("contested")).build());
    var history = new CardHistory(card.getId());
    histories.add(history);
    contested.set(slot, history);
  }

  /// A lease that was left to lapse.
  private record Left(int slot, CardHistory card, long epoch) {}

  /// Works until the goal is reached; answers how many claims it was granted.
  long work() {
    var random = new Random(workers.incrementAndGet());
    var left = new ArrayList<Left>();
    long mine = 0;
    while (granted.get() < goal) {
      int slot = random.nextInt(CARDS);
      var card = contested.get(slot);
      boolean leaves = random.nextInt(LEAVES) == 0;
      long epoch = claim(card, leaves);
      if (epoch > 0) {
        granted.incrementAndGet();
        mine++;
        if (leaves) {
          left.add(new Left(slot, card, epoch));
        } else {
          workOn(slot, card, epoch, random);
        }
      }
      if (!left.isEmpty() && random.nextInt(40) == 0) {
        finish(left.removeFirst());
      }
    }
    left.forEach(this::finish);
    return mine;
  }

  private void workOn(int slot, CardHistory card, long epoch, Random random) {
    if (random.nextInt(3) == 0) {
      heartbeat(card, epoch);
    }
    if (random.nextInt(20) == 0) {
      finish(new Left(slot, card, epoch));
    } else {
      release(card, epoch);
    }
    if (random.nextInt(8) == 0) {
      complete(card, epoch);
    }
    if (random.nextInt(8) == 0) {
      heartbeat(card, epoch);
    }
  }

  private void finish(Left left) {
    if (complete(left.card(), left.epoch())) {
      renew(left.slot());
    }
  }

  private long claim(CardHistory card, boolean leaves) {
    var request = ClaimCardRequest.newBuilder().setCardId(card.card());
    if (leaves) {
      request.setLeaseDuration(Durations.fromSeconds(1));
    }
    long begun = System.nanoTime();
    try {
      long epoch = stub().claimCard(request.build()).getLease().getEpoch();
      card.add(Kind.CLAIMED, epoch, begun);
      return epoch;
    } catch (StatusRuntimeException refused) {
      refused(card, 0, begun, refused);
      return 0;
    }
  }

  private void heartbeat(CardHistory card, long epoch) {
    var request = HeartbeatCardRequest.newBuilder().setCardId(card.card()).setEpoch(epoch).build();
    call(card, Kind.RENEWED, epoch, () -> stub().heartbeatCard(request));
  }

  private void release(CardHistory card, long epoch) {
    var request = ReleaseCardRequest.newBuilder().setCardId(card.card()).setEpoch(epoch).build();
    call(card, Kind.RELEASED, epoch, () -> stub().releaseCard(request));
  }

  private boolean complete(CardHistory card, long epoch) {
    var request = CompleteCardRequest.newBuilder().setCardId(card.card()).setEpoch(epoch).build();
    return call(card, Kind.COMPLETED, epoch, () -> stub().completeCard(request));
  }

  /// Calls and notes it; answers whether it was let in.
  private static boolean call(CardHistory card, Kind kind, long epoch, Runnable call) {
    long begun = System.nanoTime();
    try {
      call.run();
      card.add(kind, epoch, begun);
      return true;
    } catch (StatusRuntimeException refused) {
      refused(card, epoch, begun, refused);
      return false;
    }
  }

  private static void refused(
      CardHistory card, long epoch, long begun, StatusRuntimeException refused) {
    var kind = REFUSALS.get(Refusals.info(refused).getReason());
    if (kind == null) {
      throw refused;
    }
    card.add(kind, epoch, begun);
  }
}
