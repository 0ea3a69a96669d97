package dev.gazette.board.attachment;

import static dev.gazette.platform.error.PlatformReason.STORE_UNAVAILABLE;

import dev.gazette.platform.blob.BlobId;
import dev.gazette.platform.blob.BlobStore;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.timer.Job;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/// Sweeps bytes that no card needs: of files that were taken away, of cards that were removed for
/// good, of uploads that came to no end. An hour old, so that no upload under way is among them.
@Singleton
final class BlobUpkeep implements Job {

  static final Duration YOUNG = Duration.ofHours(1);

  private final BlobStore blobs;
  private final Readers readers;

  BlobUpkeep(BlobStore blobs, Readers readers) {
    this.blobs = blobs;
    this.readers = readers;
  }

  @Override
  public String name() {
    return "blobs.sweep";
  }

  @Override
  public Duration interval() {
    return Duration.ofHours(1);
  }

  @Override
  public void run(Instant now) {
    try {
      blobs.sweep(now.minus(YOUNG), this::isNeeded);
    } catch (IOException failure) {
      throw STORE_UNAVAILABLE.because("Cannot sweep the blobs: %s.", failure.getMessage());
    }
  }

  private boolean isNeeded(BlobId blob) {
    return readers.readNow(session -> AttachmentStore.needs(session, blob));
  }
}
