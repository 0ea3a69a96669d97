package dev.gazette.board.attachment;

import static dev.gazette.platform.error.PlatformReason.QUEUE_FULL;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.gazette.platform.blob.BlobId;
import dev.gazette.platform.blob.BlobStore;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.store.Transaction;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;

/// Takes files in, by whatever call they come.
@Singleton
public final class UploadGrpcCalls {

  /// How many may come in at once.
  static final int MOST_AT_ONCE = 64;

  private final Calls calls;
  private final BlobStore blobs;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  /// Calls that fill a blob store.
  public UploadGrpcCalls(Calls calls, BlobStore blobs) {
    this.calls = calls;
    this.blobs = blobs;
  }

  /// What the first message of an upload says.
  public interface Head {

    /// What the file is called, as it was given.
    String name();

    /// What its bytes must have, in small letters; empty for whatever.
    String sha256();
  }

  /// How the messages of an upload are read.
  ///
  /// @param <Q> a message
  /// @param <H> what the first one says
  public interface Messages<Q, H extends Head> {

    /// What the first one says; refused before any of the bytes is kept.
    H head(Q first);

    /// The bytes that one carries.
    ByteString chunk(Q message);
  }

  /// A file that is on disk.
  public record Kept(long size, String sha256, BlobId blob) {}

  /// Writes the row of a file.
  ///
  /// @param <H> what was said of it
  /// @param <A> the answer
  @FunctionalInterface
  public interface Row<H, A> {

    /// Writes it, and answers.
    A write(Transaction transaction, H head, Kept file) throws SQLException;
  }

  /// Begins to take a file in. Refused with `QUEUE_FULL`.
  public <Q, H extends Head, A extends Message> StreamObserver<Q> open(
      StreamObserver<A> observer, Messages<Q, H> messages, Parser<A> parser, Row<H, A> row) {
    if (!places.tryAcquire()) {
      throw QUEUE_FULL.because("%d files come in already; try again in a moment.", MOST_AT_ONCE);
    }
    var call = (ServerCallStreamObserver<A>) observer;
    call.disableAutoRequest(); // The first message is here; the next is asked for when it is kept.
    var upload = new UploadStream<>(call, messages, blobs);
    var write =
        calls.tries(
            parser,
            tx -> {
              var whole = upload.whole();
              return row.write(tx, whole.head(), whole.file());
            });
    upload.start(write, places::release);
    return upload;
  }
}
