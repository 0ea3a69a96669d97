package dev.gazette.bench;

import com.google.protobuf.ByteString;
import dev.gazette.board.board.Boards;
import dev.gazette.board.card.CardGrpcService;
import dev.gazette.board.card.CardLists;
import dev.gazette.board.card.Cards;
import dev.gazette.board.card.Claims;
import dev.gazette.board.card.Leases;
import dev.gazette.board.card.Verbs;
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
import java.util.function.Consumer;
import java.util.function.IntFunction;

/// The board's writes on bare sqlite-jdbc: what the same SQL costs without a service around it. The
/// SQL is not written down here: the board's own code is taped once and played back.
final class RawBoard {

  private static final String BOARD = "default";
  private static final int CHUNK = 1_000;

  private final Place place;
  private final int cards;
  private final List<List<Tape.Step>> creates;
  private final List<List<Tape.Step>> claims;
  private final List<List<Tape.Step>> completes;

  /// Tapes so many cards being created, claimed and completed.
  RawBoard(Place place, int cards) throws Exception {
    this.place = place;
    this.cards = cards;
    var operations = tape().operations();
    creates = operations.subList(0, cards);
    claims = operations.subList(cards, 2 * cards);
    completes = operations.subList(2 * cards, 3 * cards);
  }

  /// Operations a second, by kind.
  record Rates(double create, double claim, double complete) {

    /// How many cards a second are claimed and completed.
    double cycles() {
      return 1 / (1 / claim + 1 / complete);
    }
  }

  /// Plays the tape into an empty database with the product's pragmas.
  ///
  /// @param group how many operations share a commit; 1 for a commit each
  Rates play(int group) throws Exception {
    try (var player = new Player(empty("raw"))) {
      return new Rates(
          player.rate(creates, group), player.rate(claims, group), player.rate(completes, group));
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

  private Tape tape() throws Exception {
    var database = empty("tape");
    var tape = new Tape();
    try (var _ = new TapingDriver(DriverManager.getDriver(database.url()), tape);
        var writer = writer(database)) {
      tape(writer);
    }
    if (tape.operations().size() != 3 * cards) {
      throw new IOException("The tape holds " + tape.operations().size() + " operations");
    }
    return tape;
  }

  /// The adapter, the operations and the kept answers are the product's; only the transport and the
  /// call chain are left out.
  private void tape(Writer writer) {
    var boards = new Boards();
    var all = new Cards(boards);
    var service =
        new CardGrpcService(
            new Calls(writer, new Readers(null, null, null), new Answers(new byte[32])),
            all,
            new CardLists(boards),
            new Claims(boards),
            new Leases(all),
            new Verbs(all));
    this.<Card>each(
        "CreateCard",
        piece ->
            answer ->
                service.createCard(
                    CreateCardRequest.newBuilder()
                        .setBoardId(BOARD)
                        .setCard(Card.newBuilder().setTitle("Card of piece " + piece))
                        .build(),
                    answer));
    var claimed =
        this.<Claim>each(
            "ClaimNextCard",
            _ ->
                answer ->
                    service.claimNextCard(
                        ClaimNextCardRequest.newBuilder()
                            .setBoardId(BOARD)
                            .setWorker("bench")
                            .build(),
                        answer));
    this.<Card>each(
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
  }

  /// Makes a call for each card, under a request id of its own, as the call chain would.
  private <T> List<T> each(String method, IntFunction<Consumer<StreamObserver<T>>> call) {
    var caller =
        new Caller(
            "tok_bench", "bench", Caller.Kind.TOKEN, List.of(Grant.ALL), CallLimit.NONE, null);
    var answers = new ArrayList<T>();
    for (int from = 0; from < cards; from += CHUNK) {
      var open = new ArrayList<CompletableFuture<T>>();
      for (int piece = from; piece < Math.min(cards, from + CHUNK); piece++) {
        var answer = new CompletableFuture<T>();
        var made = call.apply(piece);
        var key =
            new RequestKey(
                caller.id(),
                "gazette.board.v1.CardService/" + method,
                "bench-" + piece,
                ByteString.copyFromUtf8(method + piece),
                false);
        key.in(caller.in(Context.current())).run(() -> made.accept(observer(answer)));
        open.add(answer);
      }
      open.forEach(answer -> answers.add(answer.join()));
    }
    return answers;
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
