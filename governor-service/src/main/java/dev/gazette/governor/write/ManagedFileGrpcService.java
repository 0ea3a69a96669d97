package dev.gazette.governor.write;

import dev.gazette.governor.probe.ManagedPath;
import dev.gazette.governor.repository.Repositories;
import dev.gazette.governor.repository.RepositoryId;
import dev.gazette.governor.write.GovernedWrites.Order;
import dev.gazette.platform.field.Page;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.store.Session;
import dev.gazette.proto.governor.v1.ApplyEnvTemplateRequest;
import dev.gazette.proto.governor.v1.GovernedWrite;
import dev.gazette.proto.governor.v1.ListWritesRequest;
import dev.gazette.proto.governor.v1.ListWritesResponse;
import dev.gazette.proto.governor.v1.ManagedFileServiceGrpc.ManagedFileServiceImplBase;
import dev.gazette.proto.governor.v1.MergeGitignoreRequest;
import dev.gazette.proto.governor.v1.SetEnvKeyRequest;
import dev.gazette.proto.governor.v1.UndoWriteRequest;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Serves governed writes: each call that makes one runs on a virtual thread of its own.
@Singleton
final class ManagedFileGrpcService extends ManagedFileServiceImplBase {

  private final Calls calls;
  private final GovernedWrites writes;

  ManagedFileGrpcService(Calls calls, GovernedWrites writes) {
    this.calls = calls;
    this.writes = writes;
  }

  @Override
  public void setEnvKey(SetEnvKeyRequest request, StreamObserver<GovernedWrite> observer) {
    var order = order(request.getRepositoryId(), request.getDryRun());
    var wish = WriteProtos.wish(request);
    answer(observer, () -> writes.fulfil(order, wish));
  }

  @Override
  public void applyEnvTemplate(
      ApplyEnvTemplateRequest request, StreamObserver<GovernedWrite> observer) {
    var order = order(request.getRepositoryId(), request.getDryRun());
    var wish = WriteProtos.wish(request);
    answer(observer, () -> writes.fulfil(order, wish));
  }

  @Override
  public void mergeGitignore(
      MergeGitignoreRequest request, StreamObserver<GovernedWrite> observer) {
    var order = order(request.getRepositoryId(), request.getDryRun());
    var wish = WriteProtos.wish(request);
    answer(observer, () -> writes.fulfil(order, wish));
  }

  @Override
  public void undoWrite(UndoWriteRequest request, StreamObserver<GovernedWrite> observer) {
    var order = order(request.getRepositoryId(), request.getDryRun());
    var path = ManagedPath.parse(request.getRelativePath());
    answer(observer, () -> writes.undo(order, path));
  }

  @Override
  public void listWrites(ListWritesRequest request, StreamObserver<ListWritesResponse> observer) {
    var id = WriteProtos.repository(request.getRepositoryId());
    var page = Page.of(request.getPageSize(), request.getPageToken(), "writes", id);
    calls.read(observer, session -> list(session, id, page));
  }

  private static ListWritesResponse list(Session session, RepositoryId id, Page page)
      throws SQLException {
    Repositories.require(session, id);
    long before = page.first() ? Long.MAX_VALUE : page.numberAfter(0);
    var found = WriteStore.before(session, id, before, page.size() + 1);
    var shown = found.subList(0, Math.min(found.size(), page.size()));
    var response = ListWritesResponse.newBuilder();
    for (var write : shown) {
      response.addWrites(withPreceding(session, write));
    }
    if (found.size() > shown.size()) {
      response.setNextPageToken(page.next(shown.getLast().number()));
    }
    return response.build();
  }

  private static GovernedWrite withPreceding(Session session, RecordedWrite write)
      throws SQLException {
    var rendered = WriteProtos.render(write).toBuilder();
    if (write.precededBy().isPresent()) {
      WriteStore.find(session, write.precededBy().get())
          .map(WriteProtos::render)
          .ifPresent(rendered::setPrecededBy);
    }
    return rendered.build();
  }

  private static Order order(String repositoryId, boolean dryRun) {
    return new Order(Calls.actor(), WriteProtos.repository(repositoryId), dryRun);
  }

  private void answer(StreamObserver<GovernedWrite> observer, Supplier<GovernedWrite> work) {
    var context = Context.current();
    calls.answer(
        observer,
        CompletableFuture.supplyAsync(
            () -> {
              var outer = context.attach();
              try {
                return work.get();
              } finally {
                context.detach(outer);
              }
            },
            Thread::startVirtualThread));
  }
}
