package dev.gazette.board.attachment;

import static dev.gazette.board.error.BoardReason.ATTACHMENT_CUT_OFF;
import static dev.gazette.board.error.BoardReason.ATTACHMENT_TOO_LARGE;
import static dev.gazette.platform.error.PlatformReason.DEADLINE_PASSED;
import static dev.gazette.platform.error.PlatformReason.STORE_UNAVAILABLE;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.blob.BlobStore;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Transaction;
import dev.gazette.proto.board.v1.UploadAttachmentRequest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A file on its way in. A virtual thread takes one piece after the other to the blob store, and
/// asks for the next only then; the row is written when all of it is on disk.
final class UploadStream implements StreamObserver<UploadAttachmentRequest> {

  /// How long a client may send nothing.
  static final long PATIENCE_SECONDS = 60;

  private static final int MOST_ARRIVED = 4; // The piece that was asked for, and ends.

  private final ServerCallStreamObserver<dev.gazette.proto.board.v1.Attachment> call;
  private final Attachments attachments;
  private final BlobStore blobs;
  private final Readers readers;
  private final Actor actor;
  private final Caller caller;
  private final BlockingQueue<Arrival> arrived = new ArrayBlockingQueue<>(MOST_ARRIVED);
  private volatile Optional<Whole> whole = Optional.empty();

  private sealed interface Arrival {
    record Piece(UploadAttachmentRequest request) implements Arrival {}

    record End() implements Arrival {}

    record CutOff() implements Arrival {}
  }

  private record Whole(AttachmentProtos.Head head, Attachments.Upload upload) {}

  /// An upload, not yet begun.
  UploadStream(
      ServerCallStreamObserver<dev.gazette.proto.board.v1.Attachment> call,
      Attachments attachments,
      BlobStore blobs,
      Readers readers,
      Actor actor,
      Caller caller) {
    this.call = call;
    this.attachments = attachments;
    this.blobs = blobs;
    this.readers = readers;
    this.actor = actor;
    this.caller = caller;
  }

  /// Begins to take the file in.
  ///
  /// @param write of the row, which calls {@link #attach}
  /// @param end what to do when it is over
  void start(Supplier<CompletionStage<dev.gazette.proto.board.v1.Attachment>> write, Runnable end) {
    call.setOnCancelHandler(() -> arrived.offer(new Arrival.CutOff()));
    Thread.ofVirtual()
        .name("upload")
        .start(() -> {
          try {
            run(write);
          } finally {
            end.run();
          }
        });
  }

  /// Writes the row of a file that is on disk.
  Attachment attach(Transaction transaction) throws SQLException {
    var file = whole.orElseThrow();
    return attachments.attach(transaction, actor, file.head().card(), file.upload());
  }

  @Override
  public void onNext(UploadAttachmentRequest request) {
    arrived.add(new Arrival.Piece(request));
  }

  @Override
  public void onError(Throwable failure) {
    arrived.offer(new Arrival.CutOff());
  }

  @Override
  public void onCompleted() {
    arrived.add(new Arrival.End());
  }

  private void run(Supplier<CompletionStage<dev.gazette.proto.board.v1.Attachment>> write) {
    try {
      whole = receive();
      if (whole.isPresent()) {
        var attachment = write.get().toCompletableFuture().join();
        call.onNext(attachment);
        call.onCompleted();
      }
    } catch (CompletionException failure) {
      fail(failure.getCause() == null ? failure : failure.getCause());
    } catch (IOException failure) {
      fail(STORE_UNAVAILABLE.because("Cannot keep the file: %s.", failure.getMessage()));
    } catch (InterruptedException | RuntimeException failure) {
      fail(failure);
    }
  }

  private void fail(Throwable failure) {
    if (!call.isCancelled()) {
      call.onError(failure);
    }
  }

  /// Takes all of it in; empty when it was cut off.
  private Optional<Whole> receive() throws IOException, InterruptedException {
    if (!(next() instanceof Arrival.Piece(var first))) {
      return Optional.empty();
    }
    var head = AttachmentProtos.head(first);
    AttachmentProtos.requireOwn(caller, head.card());
    requireRoom(head);
    try (var draft = blobs.draft()) {
      var checksum = new Checksum();
      Arrival arrival = new Arrival.Piece(first);
      while (arrival instanceof Arrival.Piece(var request)) {
        take(draft, checksum, AttachmentProtos.chunk(request));
        call.request(1);
        arrival = next();
      }
      return arrival instanceof Arrival.End
          ? Optional.of(keep(draft, head, checksum))
          : Optional.empty();
    }
  }

  private void requireRoom(AttachmentProtos.Head head) {
    readers.readNow(session -> {
      attachments.requireRoom(session, head.card(), 0);
      return true;
    });
  }

  private static void take(BlobStore.Draft draft, Checksum checksum, byte[] bytes)
      throws IOException {
    checksum.add(bytes);
    if (checksum.size() > Attachments.LARGEST_BYTES) {
      throw ATTACHMENT_TOO_LARGE.because(
          "The file has more than %,d bytes, the most that one may have; keep it elsewhere and attach where.",
          Attachments.LARGEST_BYTES);
    }
    if (bytes.length > 0) {
      draft.write(bytes);
    }
  }

  private static Whole keep(BlobStore.Draft draft, AttachmentProtos.Head head, Checksum checksum)
      throws IOException {
    String sha256 = checksum.hex();
    if (!head.sha256().isEmpty() && !head.sha256().equals(sha256)) {
      throw ATTACHMENT_CUT_OFF.because(
          "What came of %s has the checksum %s instead of %s; send it again.",
          FileName.of(head.name()), sha256, head.sha256());
    }
    return new Whole(
        head,
        new Attachments.Upload(
            head.name(), head.contentType(), checksum.size(), sha256, draft.keep(), head.epoch()));
  }

  private Arrival next() throws InterruptedException {
    var arrival = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (arrival == null) {
      throw DEADLINE_PASSED.because(
          "Nothing of the file came for %d s; send it again.", PATIENCE_SECONDS);
    }
    return arrival;
  }
}
