package dev.gazette.inference.usage;

import dev.gazette.platform.field.Page;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.inference.v1.ListUsageRequest;
import dev.gazette.proto.inference.v1.ListUsageResponse;
import dev.gazette.proto.inference.v1.UsageServiceGrpc.UsageServiceImplBase;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

/// Serves usage rows.
@Singleton
public final class UsageGrpcService extends UsageServiceImplBase {

  private final Calls calls;

  /// Serves the rows of a store.
  public UsageGrpcService(Calls calls) {
    this.calls = calls;
  }

  @Override
  public void listUsage(ListUsageRequest request, StreamObserver<ListUsageResponse> observer) {
    var page = Page.of(request.getPageSize(), request.getPageToken(), "usages");
    calls.read(observer, session -> UsageProtos.render(Usages.list(session, page), page));
  }
}
