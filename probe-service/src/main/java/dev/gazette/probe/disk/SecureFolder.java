package dev.gazette.probe.disk;

import static dev.gazette.probe.error.ProbeReason.PATH_REFUSED;
import static dev.gazette.probe.error.ProbeReason.REPOSITORY_UNREADABLE;
import static dev.gazette.probe.error.ProbeReason.REPOSITORY_VANISHED;
import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// An open folder, reached from the root of the file system one name at a time without following a
/// link (`openat` with `O_NOFOLLOW`). What is done through it happens in that very folder, wherever
/// its path leads meanwhile: a parent swapped for a link can make opening fail, never misguide it.
public final class SecureFolder implements AutoCloseable {

  private static final Path ITSELF = Path.of(".");

  private final Path path;
  private final SecureDirectoryStream<Path> stream;

  private SecureFolder(Path path, SecureDirectoryStream<Path> stream) {
    this.path = path;
    this.stream = stream;
  }

  /// Opens a folder by its absolute path without links. Refused with `REPOSITORY_VANISHED` where
  /// there is none, with `PATH_REFUSED` where the path leads through anything but folders.
  public static SecureFolder open(Path path) {
    try {
      var folder = root(path);
      for (Path name : path) {
        var parent = folder;
        try (parent) {
          folder = parent.child(name.toString());
        }
      }
      return folder;
    } catch (NoSuchFileException _) {
      throw REPOSITORY_VANISHED.because(
          "%s is no longer there; put it back, or remove it from the registry.", path);
    } catch (AccessDeniedException _) {
      throw REPOSITORY_UNREADABLE.because(
          "%s cannot be opened; make it readable for the user that Gazette runs as.", path);
    } catch (IOException failure) {
      throw PATH_REFUSED.because(
          "%s is not reached through folders alone (%s); Gazette follows no links.",
          path, failure.getClass().getSimpleName());
    }
  }

  @SuppressWarnings("StreamResourceLeak") // The folder closes it.
  private static SecureFolder root(Path path) throws IOException {
    var root = path.getRoot();
    if (root == null) {
      throw new IllegalArgumentException("Not absolute: " + path);
    }
    DirectoryStream<Path> stream = Files.newDirectoryStream(root);
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return new SecureFolder(root, secure);
    }
    stream.close();
    throw new IllegalStateException("This system cannot open folders without following links");
  }

  /// A folder in this one. Looked at before it is opened, because opening a pipe would wait for
  /// somebody to write into it.
  public SecureFolder child(String name) throws IOException {
    if (!attributes(name).isDirectory()) {
      throw new IOException("not a folder");
    }
    return new SecureFolder(
        path.resolve(name), stream.newDirectoryStream(Path.of(name), NOFOLLOW_LINKS));
  }

  /// What lies under a name, the link itself where it is one; empty where nothing does.
  public Optional<PosixFileAttributes> look(String name) throws IOException {
    try {
      return Optional.of(attributes(name));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private PosixFileAttributes attributes(String name) throws IOException {
    return view(name).readAttributes();
  }

  private PosixFileAttributeView view(String name) {
    return stream.getFileAttributeView(Path.of(name), PosixFileAttributeView.class, NOFOLLOW_LINKS);
  }

  /// The first bytes of a file, which must have been looked at: at most so many.
  public byte[] read(String name, int most) throws IOException {
    try (var channel = channel(name, Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS), Set.of())) {
      var bytes = ByteBuffer.allocate((int) Math.min(most, channel.size() + 1));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
        // Until the file or the room ends.
      }
      byte[] content = new byte[bytes.position()];
      bytes.flip().get(content);
      return content;
    }
  }

  /// Makes a file that was not there, with its mode from the start, its bytes on disk.
  public void create(String name, byte[] content, Set<PosixFilePermission> mode)
      throws IOException {
    Set<OpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, NOFOLLOW_LINKS);
    try (var channel = channel(name, options, mode)) {
      // The process's mask may have taken bits away; it never adds any.
      view(name).setPermissions(mode);
      var bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  private FileChannel channel(
      String name, Set<? extends OpenOption> options, Set<PosixFilePermission> mode)
      throws IOException {
    return (FileChannel)
        (mode.isEmpty()
            ? stream.newByteChannel(Path.of(name), options)
            : stream.newByteChannel(
                Path.of(name), options, PosixFilePermissions.asFileAttribute(mode)));
  }

  /// Gives a file another name in this folder, at once; what had that name is gone.
  public void rename(String from, String to) throws IOException {
    stream.move(Path.of(from), stream, Path.of(to));
  }

  /// Removes a file, if it is there.
  public void delete(String name) throws IOException {
    try {
      stream.deleteFile(Path.of(name));
    } catch (NoSuchFileException _) {
      // As wanted.
    }
  }

  /// Puts the names in this folder on disk.
  public void sync() throws IOException {
    try (var channel = channel(ITSELF.toString(), Set.of(StandardOpenOption.READ), Set.of())) {
      channel.force(true);
    }
  }

  /// The path that it was opened by.
  public Path path() {
    return path;
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
