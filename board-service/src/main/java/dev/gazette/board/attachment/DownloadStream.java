package dev.gazette.board.attachment;

import static dev.gazette.board.error.BoardReason.ATTACHMENT_DAMAGED;
import static dev.gazette.platform.error.PlatformReason.DEADLINE_PASSED;

import com.google.protobuf.UnsafeByteOperations;
import dev.gazette.platform.blob.BlobStore;
import dev.gazette.proto.board.v1.DownloadAttachmentResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A file on its way out: one piece is read when the one before has gone.
final class DownloadStream {

  private final ServerCallStreamObserver<DownloadAttachmentResponse> call;
  private final BlobStore blobs;

  /// A download to a caller.
  DownloadStream(ServerCallStreamObserver<DownloadAttachmentResponse> call, BlobStore blobs) {
    this.call = call;
    this.blobs = blobs;
  }

  /// Sends a file, on a virtual thread.
  void run(Attachment attachment) {
    try {
      send(
          DownloadAttachmentResponse.newBuilder()
              .setAttachment(AttachmentProtos.render(attachment))
              .build());
      var checksum = new Checksum();
      blobs.read(attachment.blob(), bytes -> piece(checksum, bytes));
      if (checksum.size() != attachment.size() || !checksum.hex().equals(attachment.sha256())) {
        throw damaged(attachment, "its bytes are not those that came");
      }
      call.onCompleted();
    } catch (Gone _) {
      // Nobody is there to be told.
    } catch (IOException failure) {
      call.onError(damaged(attachment, String.valueOf(failure.getMessage())));
    } catch (RuntimeException failure) {
      call.onError(failure);
    }
  }

  private static RuntimeException damaged(Attachment attachment, String why) {
    return ATTACHMENT_DAMAGED.because(
        "%s of %s cannot be read: %s. Attach it again.", attachment.name(), attachment.card(), why);
  }

  private void piece(Checksum checksum, byte[] bytes) {
    checksum.add(bytes);
    send(
        DownloadAttachmentResponse.newBuilder()
            .setChunk(UnsafeByteOperations.unsafeWrap(bytes))
            .build());
  }

  /// The caller went away.
  private static final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Gone() {
      super("gone", null, false, false);
    }
  }

  private void send(DownloadAttachmentResponse response) {
    long began = System.nanoTime();
    long patience = TimeUnit.SECONDS.toNanos(UploadStream.PATIENCE_SECONDS);
    while (!call.isReady() && !call.isCancelled()) {
      if (System.nanoTime() - began > patience) {
        throw DEADLINE_PASSED.because(
            "Nothing of the file was taken for %d s.", UploadStream.PATIENCE_SECONDS);
      }
      LockSupport.parkNanos(this, patience);
    }
    if (call.isCancelled()) {
      throw new Gone();
    }
    call.onNext(response);
  }
}
