package dev.gazette.probe.file;

import static dev.gazette.probe.error.ProbeReason.FILE_CHANGED;
import static dev.gazette.probe.error.ProbeReason.FILE_NOT_WRITTEN;
import static dev.gazette.probe.error.ProbeReason.FILE_REFUSED;

import com.google.protobuf.ByteString;
import dev.gazette.probe.disk.SecureFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;

/// The managed files in the root of one repository, open for as long as this is.
final class ManagedFolder implements AutoCloseable {

  /// The largest managed file, in bytes.
  static final int LARGEST = 1 << 20;

  private final SecureFolder folder;

  private ManagedFolder(SecureFolder folder) {
    this.folder = folder;
  }

  static ManagedFolder open(Path repository) {
    return new ManagedFolder(SecureFolder.open(repository));
  }

  SecureFolder folder() {
    return folder;
  }

  /// Reads a file; refused with `FILE_REFUSED` where something else lies there.
  FileOnDisk read(ManagedPath path) {
    try {
      var found = folder.look(path.fileName());
      if (found.isEmpty()) {
        return FileOnDisk.NONE;
      }
      requireRegular(path, found.get());
      byte[] content = folder.read(path.fileName(), LARGEST + 1);
      requireText(path, content);
      return new FileOnDisk(
          true, ByteString.copyFrom(content), FileModes.bits(found.get().permissions()));
    } catch (NoSuchFileException _) {
      return FileOnDisk.NONE;
    } catch (AccessDeniedException _) {
      throw FILE_REFUSED.because(
          "%s cannot be read; make it readable for the user that Gazette runs as.", place(path));
    } catch (IOException failure) {
      throw FILE_REFUSED.because(
          "%s cannot be read (%s); look at it.", place(path), failure.getMessage());
    }
  }

  private void requireRegular(ManagedPath path, PosixFileAttributes found) {
    if (found.isRegularFile()) {
      return;
    }
    String kind =
        found.isSymbolicLink()
            ? "a link, and Gazette follows none"
            : found.isDirectory() ? "a folder" : "a pipe, a socket or a device";
    throw FILE_REFUSED.because("%s is %s; put a regular file there.", place(path), kind);
  }

  private void requireText(ManagedPath path, byte[] content) {
    if (content.length > LARGEST) {
      throw FILE_REFUSED.because(
          "%s has more than %,d bytes; make it smaller.", place(path), LARGEST);
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
    } catch (CharacterCodingException _) {
      throw FILE_REFUSED.because(
          "%s is not UTF-8 text; convert it, for example with iconv.", place(path));
    }
    for (byte one : content) {
      if (one == 0) {
        throw FILE_REFUSED.because(
            "%s holds a NUL byte, so it is no text; look at it.", place(path));
      }
    }
  }

  /// Puts content in the place of what is there, at once, if that is still what it was.
  void replace(ManagedPath path, String hashBefore, byte[] content, int mode) {
    try {
      clearDraft(path);
      folder.create(path.draftName(), content, FileModes.permissions(mode));
      requireUnchanged(path, hashBefore);
      folder.rename(path.draftName(), path.fileName());
      folder.sync();
    } catch (IOException failure) {
      throw notWritten(path, failure);
    } finally {
      dropDraft(path);
    }
  }

  /// Removes a file, if it is still what it was.
  void remove(ManagedPath path, String hashBefore) {
    try {
      requireUnchanged(path, hashBefore);
      folder.delete(path.fileName());
      folder.sync();
    } catch (IOException failure) {
      throw notWritten(path, failure);
    }
  }

  private void requireUnchanged(ManagedPath path, String hashBefore) {
    if (!read(path).hash().equals(hashBefore)) {
      throw FILE_CHANGED.because(
          "%s is not as it was when the write was decided; look at it, then try again.",
          place(path));
    }
  }

  /// Removes what a crash in the middle of a write left behind: it may hold secrets.
  void clearDraft(ManagedPath path) throws IOException {
    var left = folder.look(path.draftName());
    if (left.isPresent() && left.get().isRegularFile()) {
      folder.delete(path.draftName());
    }
  }

  private void dropDraft(ManagedPath path) {
    try {
      clearDraft(path);
    } catch (IOException _) {
      // The next read of the file tries again.
    }
  }

  private RuntimeException notWritten(ManagedPath path, IOException failure) {
    return FILE_NOT_WRITTEN.because(
        "%s could not be written: %s. Look at rights and free space. Nothing was changed.",
        place(path),
        failure instanceof AccessDeniedException ? "no right to" : failure.getMessage());
  }

  private Path place(ManagedPath path) {
    return folder.path().resolve(path.fileName());
  }

  @Override
  public void close() {
    try {
      folder.close();
    } catch (IOException _) {
      // It was only read through; what was written is on disk.
    }
  }
}
