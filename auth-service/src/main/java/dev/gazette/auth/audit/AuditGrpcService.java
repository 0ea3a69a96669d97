package dev.gazette.auth.audit;

import dev.gazette.platform.field.Page;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.proto.auth.v1.AuditServiceGrpc.AuditServiceImplBase;
import dev.gazette.proto.auth.v1.ListAuditEntriesRequest;
import dev.gazette.proto.auth.v1.ListAuditEntriesResponse;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

/// Serves the audit.
@Singleton
public final class AuditGrpcService extends AuditServiceImplBase {

  private final Calls calls;

  /// An adapter that answers through these calls.
  public AuditGrpcService(Calls calls) {
    this.calls = calls;
  }

  @Override
  public void listAuditEntries(
      ListAuditEntriesRequest request, StreamObserver<ListAuditEntriesResponse> observer) {
    var page = Page.of(request.getPageSize(), request.getPageToken(), "audit");
    long before = page.first() ? Long.MAX_VALUE : page.numberAfter(0);
    calls.read(
        observer, session -> AuditProtos.render(Audit.before(session, before, page.size()), page));
  }
}
