package dev.gazette.cli.transfer;

import dev.gazette.cli.error.Failure;
import dev.gazette.proto.board.v1.BoardRecord;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Reads an archive from front to back, a line at a time, however large it is: at no moment more
/// than one record, or piece of a file, is in memory. What is cut off, damaged, of a later form, or
/// holds more or less than it says, fails.
final class ArchiveReader implements Source {

  /// The longest record: what a call of the board service takes.
  static final int LONGEST_LINE = 3_500_000;

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final Manifest manifest;
  private final String board;
  private int part = -1;
  private long left;
  private long size;
  private long read;
  private long files;
  private @Nullable AttachmentEntry open;

  /// Opens an archive.
  ArchiveReader(Path file) throws IOException {
    var opened = Files.newInputStream(file);
    try {
      in = new BufferedInputStream(new GZIPInputStream(opened, BUFFER), BUFFER);
      manifest = manifest(text(entry(Manifest.FILE)));
      board = text(entry(Manifest.BOARD_FILE));
    } catch (IOException | RuntimeException failure) {
      opened.close();
      throw told(failure);
    }
  }

  private static Manifest manifest(String json) throws IOException {
    try {
      return Manifest.parse(json);
    } catch (Failure damaged) {
      throw new IOException("its manifest is damaged", damaged);
    }
  }

  @Override
  public String board() {
    return manifest.board();
  }

  @Override
  public String boardJson() {
    return board;
  }

  @Override
  public Optional<BoardRecord> next() throws IOException {
    try {
      while (left == 0) {
        if (part >= 0 && part < Part.ALL.size()) {
          endPart();
        }
        part = Math.min(part + 1, Part.ALL.size());
        if (part == Part.ALL.size()) {
          return Optional.empty();
        }
        begin(Part.ALL.get(part).file());
        read = 0;
      }
      read++;
      var kind = Part.ALL.get(part);
      if (read > manifest.count(kind)) {
        throw new IOException("it holds more %s than it says".formatted(kind.word()));
      }
      return Optional.of(
          BoardRecord.newBuilder().setKind(kind.kind()).setJson(line(kind.file())).build());
    } catch (IOException failure) {
      throw told(failure);
    }
  }

  @Override
  public Optional<AttachedFile> nextFile() throws IOException {
    try {
      if (open != null) {
        in.skipNBytes(Tar.padding(open.size()));
        open = null;
      }
      if (files == manifest.attachments()) {
        end();
        return Optional.empty();
      }
      files++;
      return Optional.of(file());
    } catch (IOException failure) {
      throw told(failure);
    }
  }

  private AttachedFile file() throws IOException {
    var told = Tar.next(in);
    if (told.isEmpty()) {
      throw new IOException(
          "it holds %,d of the %,d attachments that it says"
              .formatted(files - 1, manifest.attachments()));
    }
    String name = told.get().name();
    String json = text(told.get());
    var entry = AttachmentEntry.parse(json);
    var bytes = Tar.next(in);
    if (!name.equals(entry.file() + AttachmentEntry.SUFFIX)
        || bytes.isEmpty()
        || !bytes.get().name().equals(entry.file())
        || bytes.get().size() != entry.size()) {
      throw new IOException("what it says of attachment %s is damaged".formatted(entry.file()));
    }
    open = entry;
    return new AttachedFile(json.strip(), entry.file(), new CheckedBytes(in, entry));
  }

  @Override
  public long missing() {
    return 0;
  }

  private void endPart() throws IOException {
    var kind = Part.ALL.get(part);
    if (read != manifest.count(kind)) {
      throw new IOException(
          "it holds %,d of the %,d %s that it says"
              .formatted(read, manifest.count(kind), kind.word()));
    }
    in.skipNBytes(Tar.padding(size));
  }

  /// Behind the last part nothing lies; the checksum of the whole is looked at on the way.
  private void end() throws IOException {
    if (Tar.next(in).isPresent()) {
      throw new IOException("it holds something that this gazette does not know; take a newer one");
    }
    long behind = 0;
    var rest = new byte[BUFFER];
    for (int many = in.read(rest); many >= 0; many = in.read(rest)) {
      behind += many;
      if (behind > 2L * BUFFER) {
        throw new IOException("something lies behind its end");
      }
    }
  }

  private void begin(String name) throws IOException {
    size = entry(name).size();
    left = size;
  }

  private Tar.Entry entry(String name) throws IOException {
    var entry = Tar.next(in);
    if (entry.isEmpty() || !entry.get().name().equals(name)) {
      throw new IOException("%s is missing in it".formatted(name));
    }
    return entry.get();
  }

  private String text(Tar.Entry entry) throws IOException {
    if (entry.size() > LONGEST_LINE) {
      throw new IOException("its %s is too large".formatted(entry.name()));
    }
    var bytes = in.readNBytes((int) entry.size());
    if (bytes.length < entry.size()) {
      throw new EOFException();
    }
    in.skipNBytes(Tar.padding(entry.size()));
    return decode(bytes, entry.name());
  }

  private String line(String name) throws IOException {
    var line = new ByteArrayOutputStream();
    while (left > 0) {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      left--;
      if (next == '\n') {
        break;
      }
      if (line.size() == LONGEST_LINE) {
        throw new IOException("a line of its %s is over 3.5 MB".formatted(name));
      }
      line.write(next);
    }
    return decode(line.toByteArray(), name);
  }

  private static String decode(byte[] bytes, String name) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException damaged) {
      throw new IOException("its %s is not UTF-8".formatted(name), damaged);
    }
  }

  static IOException told(Throwable failure) {
    if (failure instanceof EOFException) {
      return new IOException("it is cut off", failure);
    }
    @Nullable String why = failure.getMessage();
    return failure instanceof ZipException || why == null
        ? new IOException("it is damaged", failure)
        : new IOException(why, failure);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
