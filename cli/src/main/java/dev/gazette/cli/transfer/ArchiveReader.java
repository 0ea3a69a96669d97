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
/// than one record is in memory. What is cut off, damaged, of a later form, or holds more or less
/// than it says, fails.
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

  /// Opens an archive.
  ArchiveReader(Path file) throws IOException {
    var opened = Files.newInputStream(file);
    try {
      in = new BufferedInputStream(new GZIPInputStream(opened, BUFFER), BUFFER);
      manifest = manifest(text(Manifest.FILE));
      board = text(Manifest.BOARD_FILE);
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
        if (part >= 0) {
          endPart();
        }
        if (part + 1 == Part.ALL.size()) {
          end();
          return Optional.empty();
        }
        part++;
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
    part = Part.ALL.size() - 1;
  }

  private void begin(String name) throws IOException {
    var entry = Tar.next(in);
    if (entry.isEmpty() || !entry.get().name().equals(name)) {
      throw new IOException("%s is missing in it".formatted(name));
    }
    size = entry.get().size();
    left = size;
  }

  private String text(String name) throws IOException {
    begin(name);
    if (size > LONGEST_LINE) {
      throw new IOException("its %s is too large".formatted(name));
    }
    var bytes = in.readNBytes((int) size);
    if (bytes.length < size) {
      throw new EOFException();
    }
    left = 0;
    in.skipNBytes(Tar.padding(size));
    return decode(bytes, name);
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

  private static IOException told(Throwable failure) {
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
