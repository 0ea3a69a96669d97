package dev.gazette.board.attachment;

import static dev.gazette.board.error.BoardReason.ATTACHMENT_CUT_OFF;
import static dev.gazette.board.error.BoardReason.ATTACHMENT_TOO_LARGE;
import static dev.gazette.platform.error.PlatformReason.DEADLINE_PASSED;
import static dev.gazette.platform.error.PlatformReason.STORE_UNAVAILABLE;

import dev.gazette.platform.blob.BlobStore;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A file on its way in. A virtual thread takes one piece after the other to the blob store, and
/// asks for the next only then; the row is written when all of it is on disk.
///
/// @param <Q> a message, which carries a piece
/// @param <H> what the first one says
/// @param <A> the answer
final class UploadStream<Q, H extends UploadGrpcCalls.Head, A> implements StreamObserver<Q> {

  /// How long a client may send nothing.
  static final long PATIENCE_SECONDS = 60;

  private static final int MOST_ARRIVED = 4; // The piece that was asked for, and ends.

  private final ServerCallStreamObserver<A> call;
  private final UploadGrpcCalls.Messages<Q, H> messages;
  private final BlobStore blobs;
  private final BlockingQueue<Arrival<Q>> arrived = new ArrayBlockingQueue<>(MOST_ARRIVED);
  private volatile Optional<Whole<H>> whole = Optional.empty();

  private sealed interface Arrival<Q> {
    record Piece<Q>(Q message) implements Arrival<Q> {}

    record End<Q>() implements Arrival<Q> {}

    record CutOff<Q>() implements Arrival<Q> {}
  }

  /// A file that is on disk.
  record Whole<H>(H head, UploadGrpcCalls.Kept file) {}

  /// An upload, not yet begun.
  UploadStream(
      ServerCallStreamObserver<A> call, UploadGrpcCalls.Messages<Q, H> messages, BlobStore blobs) {
    this.call = call;
    this.messages = messages;
    this.blobs = blobs;
  }

  /// Begins to take the file in.
  ///
  /// @param write of the row of the {@link #whole} file
  /// @param end what to do when it is over
  void start(Supplier<CompletionStage<A>> write, Runnable end) {
    call.setOnCancelHandler(() -> arrived.offer(new Arrival.CutOff<>()));
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

  /// The file, once all of it is on disk.
  Whole<H> whole() {
    return whole.orElseThrow();
  }

  @Override
  public void onNext(Q message) {
    arrived.add(new Arrival.Piece<>(message));
  }

  @Override
  public void onError(Throwable failure) {
    arrived.offer(new Arrival.CutOff<>());
  }

  @Override
  public void onCompleted() {
    arrived.add(new Arrival.End<>());
  }

  private void run(Supplier<CompletionStage<A>> write) {
    try {
      whole = receive();
      if (whole.isPresent()) {
        var answer = write.get().toCompletableFuture().join();
        call.onNext(answer);
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
  private Optional<Whole<H>> receive() throws IOException, InterruptedException {
    if (!(next() instanceof Arrival.Piece<Q>(var first))) {
      return Optional.empty();
    }
    var head = messages.head(first);
    try (var draft = blobs.draft()) {
      var checksum = new Checksum();
      Arrival<Q> arrival = new Arrival.Piece<>(first);
      while (arrival instanceof Arrival.Piece<Q>(var message)) {
        take(draft, checksum, AttachmentProtos.bytes(messages.chunk(message)));
        call.request(1);
        arrival = next();
      }
      return arrival instanceof Arrival.End<Q>
          ? Optional.of(new Whole<>(head, keep(draft, head, checksum)))
          : Optional.empty();
    }
  }

  private static void take(BlobStore.Draft draft, Checksum checksum, byte[] bytes)
      throws IOException {
    checksum.add(bytes);
    if (checksum.size() > Attachments.LARGEST_BYTES) {
      throw ATTACHMENT_TOO_LARGE.because(
          "The file has more than %,d bytes, the most that one may have; keep it elsewhere and"
              + " attach where.",
          Attachments.LARGEST_BYTES);
    }
    if (bytes.length > 0) {
      draft.write(bytes);
    }
  }

  private static UploadGrpcCalls.Kept keep(
      BlobStore.Draft draft, UploadGrpcCalls.Head head, Checksum checksum) throws IOException {
    String sha256 = checksum.hex();
    if (!head.sha256().isEmpty() && !head.sha256().equals(sha256)) {
      throw ATTACHMENT_CUT_OFF.because(
          "What came of %s has the checksum %s instead of %s; send it again.",
          FileName.of(head.name()), sha256, head.sha256());
    }
    return new UploadGrpcCalls.Kept(checksum.size(), sha256, draft.keep());
  }

  private Arrival<Q> next() throws InterruptedException {
    var arrival = arrived.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (arrival == null) {
      throw DEADLINE_PASSED.because(
          "Nothing of the file came for %d s; send it again.", PATIENCE_SECONDS);
    }
    return arrival;
  }
}
