package dev.gazette.board.hook;

import dev.gazette.board.board.BoardId;
import dev.gazette.platform.field.Page;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.CreateHookRequest;
import dev.gazette.proto.board.v1.DeleteHookRequest;
import dev.gazette.proto.board.v1.GetHookSecretRequest;
import dev.gazette.proto.board.v1.HookSecret;
import dev.gazette.proto.board.v1.HookServiceGrpc.HookServiceImplBase;
import dev.gazette.proto.board.v1.ListDeliveriesRequest;
import dev.gazette.proto.board.v1.ListDeliveriesResponse;
import dev.gazette.proto.board.v1.ListHooksRequest;
import dev.gazette.proto.board.v1.ListHooksResponse;
import dev.gazette.proto.board.v1.RedeliverRequest;
import dev.gazette.proto.board.v1.TestHookRequest;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Serves hooks: parses, calls, renders.
@Singleton
public final class HookGrpcService extends HookServiceImplBase {

  private final Calls calls;
  private final Hooks hooks;
  private final HookSettings settings;
  private final HookSecrets secrets;

  /// Serves these hooks.
  public HookGrpcService(Calls calls, Hooks hooks, HookSettings settings, HookSecrets secrets) {
    this.calls = calls;
    this.hooks = hooks;
    this.settings = settings;
    this.secrets = secrets;
  }

  @Override
  public void createHook(
      CreateHookRequest request, StreamObserver<dev.gazette.proto.board.v1.Hook> observer) {
    var actor = Calls.actor();
    var wanted = request.getHook();
    var name = new HookName(wanted.getName());
    var board =
        wanted.getBoardId().isEmpty()
            ? Optional.<BoardId>empty()
            : Optional.of(new BoardId(wanted.getBoardId()));
    var sink = HookProtos.sink(settings, wanted.getUrl(), wanted.getCommand());
    var kinds = HookProtos.kinds(wanted.getKindsList());
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Hook.parser(),
        tx -> HookProtos.render(hooks.create(tx, actor, name, board, sink, kinds)).build());
  }

  @Override
  public void listHooks(ListHooksRequest request, StreamObserver<ListHooksResponse> observer) {
    calls.read(
        observer,
        session -> {
          var response = ListHooksResponse.newBuilder();
          for (var hook : HookStore.list(session, Hooks.MOST)) {
            response.addHooks(HookProtos.render(session, hook));
          }
          return response.build();
        });
  }

  @Override
  public void getHookSecret(GetHookSecretRequest request, StreamObserver<HookSecret> observer) {
    var name = new HookName(request.getName());
    calls.read(
        observer,
        session ->
            HookSecret.newBuilder()
                .setSecret(secrets.secret(Hooks.require(session, name)))
                .build());
  }

  @Override
  public void testHook(
      TestHookRequest request, StreamObserver<dev.gazette.proto.board.v1.Hook> observer) {
    var actor = Calls.actor();
    var name = new HookName(request.getName());
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Hook.parser(),
        tx -> HookProtos.render(Hooks.test(tx, actor, name)).build());
  }

  @Override
  public void deleteHook(
      DeleteHookRequest request, StreamObserver<dev.gazette.proto.board.v1.Hook> observer) {
    var actor = Calls.actor();
    var name = new HookName(request.getName());
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Hook.parser(),
        tx -> HookProtos.render(Hooks.delete(tx, actor, name)).build());
  }

  @Override
  public void listDeliveries(
      ListDeliveriesRequest request, StreamObserver<ListDeliveriesResponse> observer) {
    var name = new HookName(request.getHook());
    var states = HookProtos.states(request);
    var page =
        Page.of(
            request.getPageSize(),
            request.getPageToken(),
            "deliveries",
            name,
            new TreeSet<>(states));
    long below = page.first() ? Long.MAX_VALUE : page.numberAfter(0);
    calls.read(
        observer,
        session -> {
          Hooks.require(session, name);
          return render(page, DeliveryStore.page(session, name, states, below, page.size() + 1));
        });
  }

  /// One more than the page holds was asked for, to know whether there is a next.
  private static ListDeliveriesResponse render(Page page, List<Delivery> found) {
    var response = ListDeliveriesResponse.newBuilder();
    found.stream().limit(page.size()).map(HookProtos::render).forEach(response::addDeliveries);
    if (found.size() > page.size()) {
      response.setNextPageToken(page.next(found.get(page.size() - 1).position()));
    }
    return response.build();
  }

  @Override
  public void redeliver(
      RedeliverRequest request, StreamObserver<dev.gazette.proto.board.v1.Delivery> observer) {
    var actor = Calls.actor();
    var id = new DeliveryId(request.getDeliveryId());
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Delivery.parser(),
        tx -> HookProtos.render(Hooks.redeliver(tx, actor, id)));
  }
}
