package dev.gazette.deploy;

import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceBlockingStub;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Writers that make cards, and claim and complete every other one, until their board is gone. What
/// was acknowledged is remembered, and so is each write whose answer never came.
final class CardStream {

  private static final int WRITERS = 8;
  private static final String BOARD = "default";

  /// Cards whose making was acknowledged: the title and the id.
  final Map<String, String> made = new ConcurrentHashMap<>();

  /// Titles of the cards whose completion was acknowledged.
  final Map<String, String> completed = new ConcurrentHashMap<>();

  /// Writes without an answer, to be repeated word for word.
  final Queue<Write> open = new ConcurrentLinkedQueue<>();

  private final AtomicInteger number = new AtomicInteger();

  /// One write and what its acknowledgement means.
  interface Write {
    void call(CardServiceBlockingStub cards);
  }

  /// Writes until the board is gone; answers a thread for each writer.
  Thread[] start(ManagedChannel channel) {
    var threads = new Thread[WRITERS];
    for (int i = 0; i < WRITERS; i++) {
      threads[i] = Thread.ofVirtual().start(() -> write(CardServiceGrpc.newBlockingStub(channel)));
    }
    return threads;
  }

  private void write(CardServiceBlockingStub cards) {
    boolean alive = true;
    while (alive) {
      int n = number.incrementAndGet();
      String title = "card " + n;
      alive = attempt(cards, stub -> make(stub, title));
      String id = made.get(title);
      if (alive && n % 2 == 0 && id != null) {
        alive =
            attempt(cards, stub -> claim(stub, id))
                && attempt(cards, stub -> complete(stub, title, id));
      }
    }
  }

  private boolean attempt(CardServiceBlockingStub cards, Write write) {
    try {
      write.call(cards.withDeadlineAfter(30, TimeUnit.SECONDS));
      return true;
    } catch (StatusRuntimeException _) {
      open.add(write);
      return false;
    }
  }

  /// Repeats every write whose answer never came.
  void repeat(CardServiceBlockingStub cards) {
    for (var write = open.poll(); write != null; write = open.poll()) {
      write.call(cards.withDeadlineAfter(30, TimeUnit.SECONDS));
    }
  }

  private void make(CardServiceBlockingStub cards, String title) {
    var request = CreateCardRequest.newBuilder().setBoardId(BOARD).setRequestId("make " + title);
    var card = cards.createCard(request.setCard(Card.newBuilder().setTitle(title)).build());
    made.put(title, card.getId());
  }

  private static void claim(CardServiceBlockingStub cards, String id) {
    cards.claimCard(
        ClaimCardRequest.newBuilder().setCardId(id).setRequestId("claim " + id).build());
  }

  private void complete(CardServiceBlockingStub cards, String title, String id) {
    cards.completeCard(
        CompleteCardRequest.newBuilder()
            .setCardId(id)
            .setEpoch(1)
            .setSummary("done " + title)
            .setRequestId("complete " + id)
            .build());
    completed.put(title, id);
  }
}
