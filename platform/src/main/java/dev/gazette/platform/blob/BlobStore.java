package dev.gazette.platform.blob;

import java.io.IOException;
import java.time.Instant;
import java.util.function.Predicate;

/// Where a service keeps bytes that are too many for a row. A blob is written whole, never changed,
/// and on disk before the row that names it. What no row names is swept. Blocks: call it on a
/// virtual thread, never on the writer's.
public interface BlobStore {

  /// Begins a blob that nobody sees until it is kept.
  Draft draft() throws IOException;

  /// Gives a blob to a sink, piece by piece, at the sink's pace. Throws {@link
  /// java.nio.file.NoSuchFileException} where there is none.
  void read(BlobId id, Sink sink) throws IOException;

  /// Removes a blob, if it is there.
  void delete(BlobId id) throws IOException;

  /// Removes blobs and drafts that are older than a time, but for those that are needed; answers
  /// how many.
  int sweep(Instant before, Predicate<BlobId> needed) throws IOException;

  /// A blob under way. Closing discards one that was not kept.
  interface Draft extends AutoCloseable {

    /// Adds bytes.
    void write(byte[] bytes) throws IOException;

    /// Has it on disk, under an id.
    BlobId keep() throws IOException;

    @Override
    void close() throws IOException;
  }

  /// Takes the pieces of a blob.
  @FunctionalInterface
  interface Sink {

    /// Takes the next piece: some bytes, at most 1 MiB.
    void accept(byte[] bytes) throws IOException;
  }
}
