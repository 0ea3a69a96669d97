package dev.gazette.platform.blob;

import dev.gazette.platform.home.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;

/// Blobs as files of mode 0600 in a folder of their own. A draft has another name until all of it
/// is on disk, so that a file with a blob's name is whole.
public final class FileBlobStore implements BlobStore {

  private static final int PIECE = 64 * 1024;
  private static final String DRAFT = ".part";

  private final Path folder;

  /// A store in a folder, which is made when it is first needed.
  public FileBlobStore(Path folder) {
    this.folder = folder;
  }

  @Override
  public Draft draft() throws IOException {
    OwnerOnly.createFolder(folder);
    var id = BlobId.fresh();
    return new FileDraft(id, folder.resolve(id + DRAFT), file(id));
  }

  private Path file(BlobId id) {
    return folder.resolve(id.value());
  }

  @Override
  public void read(BlobId id, Sink sink) throws IOException {
    try (var in = Files.newInputStream(file(id))) {
      for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
        sink.accept(piece);
      }
    }
  }

  @Override
  public void delete(BlobId id) throws IOException {
    Files.deleteIfExists(file(id));
  }

  @Override
  public int sweep(Instant before, Predicate<BlobId> needed) throws IOException {
    if (Files.notExists(folder)) {
      return 0;
    }
    int swept = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        String name = file.getFileName().toString();
        if (Files.getLastModifiedTime(file).toInstant().isBefore(before)
            && (name.endsWith(DRAFT) || !needed.test(new BlobId(name)))) {
          Files.deleteIfExists(file);
          swept++;
        }
      }
    }
    return swept;
  }

  /// A file under a name that is no blob's.
  private final class FileDraft implements Draft {

    private final BlobId id;
    private final Path draft;
    private final Path kept;
    private final FileChannel channel;

    FileDraft(BlobId id, Path draft, Path kept) throws IOException {
      this.id = id;
      this.draft = draft;
      this.kept = kept;
      channel =
          FileChannel.open(
              draft,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      var rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    }

    /// The folder, too, is brought to the disk: else the name might be lost.
    @Override
    public BlobId keep() throws IOException {
      channel.force(true);
      channel.close();
      Files.move(draft, kept, StandardCopyOption.ATOMIC_MOVE);
      try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
      return id;
    }

    @Override
    public void close() throws IOException {
      channel.close();
      Files.deleteIfExists(draft);
    }
  }
}
