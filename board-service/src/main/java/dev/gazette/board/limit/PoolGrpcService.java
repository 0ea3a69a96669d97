package dev.gazette.board.limit;

import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.board.v1.ListPoolsRequest;
import dev.gazette.proto.board.v1.ListPoolsResponse;
import dev.gazette.proto.board.v1.PoolServiceGrpc.PoolServiceImplBase;
import dev.gazette.proto.board.v1.RemovePoolRequest;
import dev.gazette.proto.board.v1.SetPoolRequest;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

/// Serves pools: parses, calls, renders.
@Singleton
public final class PoolGrpcService extends PoolServiceImplBase {

  private final Calls calls;
  private final Pools pools;

  /// Serves these pools.
  public PoolGrpcService(Calls calls, Pools pools) {
    this.calls = calls;
    this.pools = pools;
  }

  @Override
  public void setPool(
      SetPoolRequest request, StreamObserver<dev.gazette.proto.board.v1.Pool> observer) {
    var actor = Calls.actor();
    var id = new PoolId(request.getPoolId());
    int capacity = LimitProtos.capacity(request.getCapacity());
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Pool.parser(),
        tx -> LimitProtos.render(tx.session(), pools.set(tx, actor, id, capacity)));
  }

  @Override
  public void removePool(
      RemovePoolRequest request, StreamObserver<dev.gazette.proto.board.v1.Pool> observer) {
    var actor = Calls.actor();
    var id = new PoolId(request.getPoolId());
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Pool.parser(),
        tx -> LimitProtos.render(tx.session(), pools.remove(tx, actor, id)));
  }

  @Override
  public void listPools(ListPoolsRequest request, StreamObserver<ListPoolsResponse> observer) {
    calls.read(
        observer,
        session -> {
          var response = ListPoolsResponse.newBuilder();
          for (var pool : Pools.list(session)) {
            response.addPools(LimitProtos.render(session, pool));
          }
          return response.build();
        });
  }
}
