package dev.gazette.bench;

import dev.gazette.platform.config.Settings;
import dev.gazette.platform.grpc.CallChain;
import dev.gazette.platform.service.RunningService;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.service.ServiceRunner;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc.CardServiceImplBase;
import dev.gazette.proto.board.v1.GetCardRequest;
import io.grpc.Server;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What identity, grant and limit add to a call. The same call is sent to two servers that answer
/// it at once: one behind the call chain of a running board, one behind the same chain without its
/// admission. Auth and board run for real beside them; the token is limited, so that calls are
/// counted, but higher than this reaches.
final class AuthBench implements Benchmark {

  private static final int BATCH = 2_000;
  private static final int NEWCOMERS = 50;

  @Override
  public void measure(Place place, Section section) throws Exception {
    var gazette = Gazette.in(place, "home");
    var settings =
        Settings.of(
            Map.of(
                "gazette.home", gazette.home().toString(),
                "gazette.port-offset", Integer.toString(gazette.offset())));
    try (RunningService _ = new ServiceRunner(ServiceName.AUTH, settings).start();
        RunningService board = new ServiceRunner(ServiceName.BOARD, settings).start()) {
      var chain = board.bean(CallChain.class);
      var whole = chain.guard(new Answering());
      var without =
          ServerInterceptors.interceptForward(
              new Answering().bindService(),
              chain.interceptors().subList(0, chain.interceptors().size() - 1));
      measure(place, section, gazette, serve(whole), serve(without));
    }
  }

  private static Server serve(ServerServiceDefinition service) throws IOException {
    return NettyServerBuilder.forPort(0).directExecutor().addService(service).build().start();
  }

  private static void measure(
      Place place, Section section, Gazette gazette, Server whole, Server without)
      throws Exception {
    String token = gazette.limitedToken("bench");
    int batches = place.times(50, 5);
    int warmUp = place.times(50, 10);
    var table = new ArrayList<List<String>>();
    table.add(List.of("one caller, one call after the other", "p50 ms", "p99 ms", "p99.9 ms"));
    try (var admitted = new BoardClient(whole.getPort(), token);
        var free = new BoardClient(without.getPort(), token)) {
      long[] with = new long[batches * BATCH];
      long[] bare = new long[batches * BATCH];
      for (int batch = -warmUp; batch < batches; batch++) {
        var slow = Load.run(1, BATCH, admitted.read("default-1")).nanos();
        var fast = Load.run(1, BATCH, free.read("default-1")).nanos();
        if (batch >= 0) {
          System.arraycopy(slow, 0, with, batch * BATCH, BATCH);
          System.arraycopy(fast, 0, bare, batch * BATCH, BATCH);
        }
      }
      section.say(
          "Warm-up: %,d calls to each; then %,d to each, in turns of %,d.",
          warmUp * BATCH, batches * BATCH, BATCH);
      var a = Spread.ofNanos(with);
      var b = Spread.ofNanos(bare);
      table.add(row("the chain without its admission", b));
      table.add(row("the whole chain, with a remembered token", a));
      table.add(
          List.of(
              "added by identity, grant and limit",
              Spread.number(a.at(0.5) - b.at(0.5)),
              Spread.number(a.at(0.99) - b.at(0.99)),
              Spread.number(a.at(0.999) - b.at(0.999))));
      table.add(
          row("the first call of a token, which auth is asked about", newcomers(gazette, whole)));
    }
    section.table(table);
    whole.shutdownNow();
    without.shutdownNow();
  }

  private static List<String> row(String name, Spread millis) {
    return List.of(
        name,
        Spread.number(millis.at(0.5)),
        Spread.number(millis.at(0.99)),
        Spread.number(millis.at(0.999)));
  }

  /// First calls, each on a warm connection and with a token that the board has never seen.
  private static Spread newcomers(Gazette gazette, Server server) throws Exception {
    long[] nanos = new long[NEWCOMERS];
    for (int i = 0; i < NEWCOMERS; i++) {
      String token = gazette.limitedToken("newcomer-" + i);
      try (var client = new BoardClient(server.getPort(), token)) {
        client.connect();
        nanos[i] = Load.run(1, 1, client.read("default-1")).nanos()[0];
      }
    }
    return Spread.ofNanos(nanos);
  }

  /// Answers at once.
  private static final class Answering extends CardServiceImplBase {
    @Override
    public void getCard(GetCardRequest request, StreamObserver<Card> observer) {
      observer.onNext(Card.newBuilder().setId(request.getCardId()).build());
      observer.onCompleted();
    }
  }
}
