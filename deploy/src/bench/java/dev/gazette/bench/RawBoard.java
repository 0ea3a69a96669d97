package dev.gazette.bench;

import com.google.protobuf.ByteString;
import dev.gazette.board.attachment.Attachments;
import dev.gazette.board.board.Boards;
import dev.gazette.board.card.Attempts;
import dev.gazette.board.card.CardGrpcService;
import dev.gazette.board.card.CardLists;
import dev.gazette.board.card.Cards;
import dev.gazette.board.card.ClaimGrpcCalls;
import dev.gazette.board.card.Claims;
import dev.gazette.board.card.CompletionGrpcCalls;
import dev.gazette.board.card.Completions;
import dev.gazette.board.card.Endings;
import dev.gazette.board.card.Leases;
import dev.gazette.board.card.Links;
import dev.gazette.board.card.ListGrpcCalls;
import dev.gazette.board.card.Verbs;
import dev.gazette.board.dispatch.BreakerPolicy;
import dev.gazette.board.dispatch.Breakers;
import dev.gazette.board.line.Line;
import dev.gazette.board.retry.RetryPolicy;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.Grant;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.idempotency.Answers;
import dev.gazette.platform.idempotency.RequestKey;
import dev.gazette.platform.store.Database;
import dev.gazette.platform.store.Migrations;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// The board's writes on bare sqlite-jdbc: what the same SQL costs without a service around it. The
/// SQL is not written down here: the board's own code is taped once and played back.
final class RawBoard {

  private static final String BOARD = "default";

  private final Place place;
  private final int cards;
  private final int group;
  private List<List<Tape.Step>> creates = List.of();
  private List<List<Tape.Step>> claims = List.of();
  private List<List<Tape.Step>> completes = List.of();

  /// Tapes so many cards being created, claimed and completed.
  ///
  /// @param group how many operations share a commit; 1 for a commit each
  RawBoard(Place place, int cards, int group) throws Exception {
    this.place = place;
    this.cards = cards;
    this.group = group;
    tape();
  }

  /// Operations a second, by kind.
  record Rates(double create, double claim, double complete) {

    /// How many cards a second are claimed and completed.
    double cycles() {
      return 1 / (1 / claim + 1 / complete);
    }
  }

  /// Plays the tape into an empty database with the product's pragmas.
  Rates play() throws Exception {
    try (var player = new Player(empty("raw"))) {
      return new Rates(
          cards / player.seconds(creates),
          cards / player.seconds(claims),
          cards / player.seconds(completes));
    }
  }

  private Database empty(String name) throws Exception {
    Path folder = place.fresh(name);
    var database = Database.file("board", folder.resolve("board.db"));
    Migrations.migrate(database);
    try (var writer = writer(database)) {
      write(
          writer,
          tx -> {
            new Boards().ensureDefault(tx, new Actor("board", "start"));
            return null;
          });
    }
    return database;
  }

  private static Writer writer(Database database) {
    return new Writer(database, InstantSource.system(), new SecureRandom(), _ -> {});
  }

  private static <T> T write(Writer writer, Operation<T> operation) {
    return writer.write(operation).toCompletableFuture().join();
  }

  private void tape() throws Exception {
    var database = empty("tape");
    var tape = new Tape();
    try (var _ = new TapingDriver(DriverManager.getDriver(database.url()), tape);
        var writer = writer(database)) {
      tape(writer, tape);
    }
    int groups = Math.ceilDiv(cards, group);
    if (creates.size() != groups || claims.size() != groups || completes.size() != groups) {
      throw new IOException(
          "The tape holds %d, %d and %d groups of %d"
              .formatted(creates.size(), claims.size(), completes.size(), groups));
    }
  }

  /// The adapter, the operations and the kept answers are the product's; only the transport and the
  /// call chain are left out.
  private void tape(Writer writer, Tape tape) throws Exception {
    var boards = new Boards();
    var all = new Cards(boards);
    var calls = new Calls(writer, new Readers(null, null, null), new Answers(new byte[32]));
    var service =
        new CardGrpcService(
            calls,
            all,
            new ListGrpcCalls(calls, all, new CardLists(boards)),
            new ClaimGrpcCalls(calls, new Claims(boards), new Line(null, null, null)),
            new Leases(
                all, new Attempts(all, RetryPolicy.DEFAULT, new Breakers(BreakerPolicy.DEFAULT))),
            new Verbs(all),
            new CompletionGrpcCalls(
                calls, writer, new Completions(boards, all, new Verbs(all), new Attachments(all))),
            new Endings(all),
            new Links(all));
    this.<Card>each(
        writer,
        "CreateCard",
        piece ->
            answer ->
                service.createCard(
                    CreateCardRequest.newBuilder()
                        .setBoardId(BOARD)
                        .setCard(Card.newBuilder().setTitle("Card of piece " + piece))
                        .build(),
                    answer));
    creates = tape.take();
    var claimed =
        this.<Claim>each(
            writer,
            "ClaimNextCard",
            _ ->
                answer ->
                    service.claimNextCard(
                        ClaimNextCardRequest.newBuilder()
                            .setBoardId(BOARD)
                            .setWorker("bench")
                            .build(),
                        answer));
    claims = tape.take();
    this.<Card>each(
        writer,
        "CompleteCard",
        piece ->
            answer ->
                service.completeCard(
                    CompleteCardRequest.newBuilder()
                        .setCardId(claimed.get(piece).getCard().getId())
                        .setEpoch(claimed.get(piece).getLease().getEpoch())
                        .setSummary("done")
                        .build(),
                    answer));
    completes = tape.take();
  }

  /// Makes a call for each card, under a request id of its own, as the call chain would, in full
  /// groups.
  private <T> List<T> each(
      Writer writer, String method, IntFunction<Consumer<StreamObserver<T>>> call)
      throws InterruptedException {
    var answers = new ArrayList<T>();
    for (int from = 0; from < cards; from += group) {
      var open = new ArrayList<CompletableFuture<T>>();
      try (var _ = Gate.before(writer)) {
        for (int piece = from; piece < Math.min(cards, from + group); piece++) {
          var answer = new CompletableFuture<T>();
          var made = call.apply(piece);
          key(method, piece)
              .in(CALLER.in(Context.current()))
              .run(() -> made.accept(observer(answer)));
          open.add(answer);
        }
      }
      open.forEach(answer -> answers.add(answer.join()));
    }
    return answers;
  }

  private static final Caller CALLER =
      new Caller("tok_bench", "bench", Caller.Kind.TOKEN, List.of(Grant.ALL), CallLimit.NONE, null);

  private static RequestKey key(String method, int piece) {
    return new RequestKey(
        CALLER.id(),
        "gazette.board.v1.CardService/" + method,
        "bench-%09d".formatted(piece),
        ByteString.copyFromUtf8(method + piece),
        false);
  }

  /// Holds a writer in an operation, so that what is written meanwhile becomes one group.
  private record Gate(CountDownLatch opened) implements AutoCloseable {

    static Gate before(Writer writer) throws InterruptedException {
      var reached = new CountDownLatch(1);
      var opened = new CountDownLatch(1);
      var _ =
          writer.write(_ -> {
            reached.countDown();
            return await(opened);
          });
      reached.await();
      return new Gate(opened);
    }

    private static boolean await(CountDownLatch opened) {
      try {
        opened.await();
        return true;
      } catch (InterruptedException interrupted) {
        throw new IllegalStateException(interrupted);
      }
    }

    @Override
    public void close() {
      opened.countDown();
    }
  }

  private static <T> StreamObserver<T> observer(CompletableFuture<T> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(T value) {
        answer.complete(value);
      }

      @Override
      public void onError(Throwable failure) {
        answer.completeExceptionally(failure);
      }

      @Override
      public void onCompleted() {}
    };
  }
}
