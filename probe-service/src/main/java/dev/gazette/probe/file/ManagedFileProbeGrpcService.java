package dev.gazette.probe.file;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import dev.gazette.platform.trust.Trust;
import dev.gazette.probe.repository.Repositories;
import dev.gazette.probe.repository.RepositoryId;
import dev.gazette.probe.repository.TrackedRepository;
import dev.gazette.proto.probe.v1.ManagedFile;
import dev.gazette.proto.probe.v1.ManagedFileProbeServiceGrpc.ManagedFileProbeServiceImplBase;
import dev.gazette.proto.probe.v1.ReadManagedFileRequest;
import dev.gazette.proto.probe.v1.WriteManagedFileRequest;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/// Serves the reads and writes of managed files to the governor.
@Singleton
public final class ManagedFileProbeGrpcService extends ManagedFileProbeServiceImplBase {

  private final Calls calls;
  private final Readers readers;
  private final Writer writer;
  private final ManagedFiles files;
  private final Trust trust;

  /// An adapter that believes the keys of a trust folder.
  public ManagedFileProbeGrpcService(
      Calls calls, Readers readers, Writer writer, ManagedFiles files, Trust trust) {
    this.calls = calls;
    this.readers = readers;
    this.writer = writer;
    this.files = files;
    this.trust = trust;
  }

  @Override
  public void readManagedFile(
      ReadManagedFileRequest request, StreamObserver<ManagedFile> observer) {
    var id = RepositoryId.parse(request.getRepositoryId());
    var path = ManagedPath.parse(request.getRelativePath());
    calls.answer(
        observer,
        readers
            .read(session -> Repositories.require(session, id))
            .thenCompose(repository -> read(repository, path, request)));
  }

  private CompletionStage<ManagedFile> read(
      TrackedRepository repository, ManagedPath path, ReadManagedFileRequest request) {
    var file = files.read(repository, path).thenApply(OrderProtos::render);
    return request.hasGitignoreAfter()
        ? file.thenCombine(
            files.exposed(repository, request.getGitignoreAfter()), OrderProtos::exposing)
        : file;
  }

  @Override
  public void writeManagedFile(
      WriteManagedFileRequest request, StreamObserver<ManagedFile> observer) {
    var order = OrderProtos.parse(trust, request);
    var actor = Calls.actor();
    calls.answer(
        observer,
        readers
            .read(session -> Repositories.require(session, order.repository()))
            .thenCompose(repository ->
                files.write(
                    repository,
                    order,
                    request.getContent().toByteArray(),
                    () -> accept(actor, order)))
            .thenApply(OrderProtos::renderWritten));
  }

  /// Waits for the commit, on a thread of the disks': the order is on record before the file is
  /// touched.
  private void accept(Actor actor, Order order) {
    try {
      writer
          .write(tx -> {
            Orders.accept(tx, actor, order);
            return order;
          })
          .toCompletableFuture()
          .join();
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException refused ? refused : failure;
    }
  }
}
