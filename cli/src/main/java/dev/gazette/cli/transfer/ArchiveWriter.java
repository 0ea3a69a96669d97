package dev.gazette.cli.transfer;

import dev.gazette.proto.board.v1.BoardRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Writes an archive: its parts lie in files of their own until all records are there, since a tar
/// tells sizes first. Everything is readable by its owner alone.
final class ArchiveWriter implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final Map<Part, OutputStream> parts = new EnumMap<>(Part.class);
  private final Map<Part, Long> counts = new EnumMap<>(Part.class);
  private final Path filed;
  private final OutputStream files;
  private long attachments;
  private long fileBytes;
  private String board = "{}";

  /// A writer of an archive that will lie in a folder.
  ArchiveWriter(Path target) throws IOException {
    folder = Files.createTempDirectory(target, ".gazette-export"); // Mode 0700.
    for (var part : Part.ALL) {
      parts.put(
          part,
          new BufferedOutputStream(Files.newOutputStream(folder.resolve(part.file())), BUFFER));
      counts.put(part, 0L);
    }
    filed = folder.resolve("attachments");
    files = new BufferedOutputStream(Files.newOutputStream(filed), BUFFER);
  }

  void add(BoardRecord record) throws IOException {
    var part = Part.of(record.getKind());
    if (part.isEmpty()) {
      board = record.getJson();
      return;
    }
    var out = parts.get(part.get());
    if (out != null) {
      out.write(record.getJson().getBytes(StandardCharsets.UTF_8));
      out.write('\n');
      counts.merge(part.get(), 1L, Long::sum);
    }
  }

  /// Writes the bytes of a file.
  @FunctionalInterface
  interface Bytes {
    void writeTo(OutputStream out) throws IOException;
  }

  /// Adds a file, which lies as it will in the archive until all records are there.
  void add(AttachmentEntry entry, String json, Bytes bytes) throws IOException {
    text(files, entry.file() + AttachmentEntry.SUFFIX, json);
    begin(files, entry.file(), entry.size());
    fileBytes += entry.size();
    var counted = new CountedOutput(files);
    bytes.writeTo(counted);
    if (counted.count() != entry.size()) {
      throw new IOException(
          "%s has %,d bytes instead of %,d".formatted(entry.file(), counted.count(), entry.size()));
    }
    Tar.pad(files, entry.size());
    attachments++;
  }

  /// How many bytes the files have so far, together.
  long fileBytes() {
    return fileBytes;
  }

  /// How many records of a part there are.
  long count(Part part) {
    return counts.getOrDefault(part, 0L);
  }

  /// Puts everything together, in place of a file only where that is wanted.
  Manifest finish(String id, Path file, boolean replace) throws IOException {
    for (var out : parts.values()) {
      out.close();
    }
    files.close();
    var manifest = new Manifest(id, counts, attachments);
    var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    var whole = Files.createFile(folder.resolve("archive"), owner);
    try (var out = new GZIPOutputStream(Files.newOutputStream(whole), BUFFER)) {
      text(out, Manifest.FILE, manifest.json());
      text(out, Manifest.BOARD_FILE, board);
      for (var part : Part.ALL) {
        var path = folder.resolve(part.file());
        begin(out, part.file(), Files.size(path));
        Files.copy(path, out);
        Tar.pad(out, Files.size(path));
      }
      Files.copy(filed, out);
      Tar.end(out);
    }
    if (replace) {
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    } else if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    } else {
      Files.move(whole, file);
    }
    return manifest;
  }

  private static void text(OutputStream out, String name, String text) throws IOException {
    var bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
    begin(out, name, bytes.length);
    out.write(bytes);
    Tar.pad(out, bytes.length);
  }

  private static void begin(OutputStream out, String name, long size) throws IOException {
    Tar.begin(out, new Tar.Entry(name, size), Instant.now().getEpochSecond());
  }

  @Override
  public void close() throws IOException {
    for (var out : parts.values()) {
      out.close();
    }
    files.close();
    for (var part : Part.ALL) {
      Files.deleteIfExists(folder.resolve(part.file()));
    }
    Files.deleteIfExists(filed);
    Files.deleteIfExists(folder.resolve("archive"));
    Files.deleteIfExists(folder);
  }
}
