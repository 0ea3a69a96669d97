package dev.gazette.cli.transfer;

import dev.gazette.cli.Version;
import dev.gazette.cli.output.Json;
import dev.gazette.cli.output.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an archive says of itself, first of all.
///
/// @param board the id that the board had
/// @param counts how many records each part holds
/// @param attachments how many files lie behind the parts
record Manifest(String board, Map<Part, Long> counts, long attachments) {

  static final String FILE = "manifest.json";
  static final String BOARD_FILE = "board.json";
  static final String FORMAT = "gazette-board";

  /// The newest form of archives that this command knows.
  static final int VERSION = 2;

  private static final String ATTACHMENTS = "attachments";
  private static final int WITHOUT_FILES = 1;

  /// More records of a kind than any board has: what says so is no archive.
  static final long MOST_RECORDS = 100_000_000;

  Manifest {
    counts = Map.copyOf(counts);
  }

  long count(Part part) {
    return counts.getOrDefault(part, 0L);
  }

  /// The counts by their words, for programs.
  Map<String, Object> told() {
    var told = new LinkedHashMap<String, Object>();
    Part.ALL.forEach(part -> told.put(part.word(), count(part)));
    told.put(ATTACHMENTS, attachments);
    return told;
  }

  String json() {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("format", FORMAT);
    fields.put("version", attachments == 0 ? WITHOUT_FILES : VERSION); // Older ones read the first.
    fields.put("board_id", board);
    fields.put("export_time", Instant.now().toString());
    fields.put("exported_by", Version.line());
    fields.put("counts", told());
    return Json.of(fields);
  }

  /// Reads a manifest; fails for one of a later form, or of something else.
  static Manifest parse(String json) throws IOException {
    var fields = JsonReader.object(json.strip());
    if (!FORMAT.equals(fields.get("format"))) {
      throw new IOException("it is no archive of a board");
    }
    if (!(fields.get("version") instanceof BigDecimal version)
        || version.compareTo(BigDecimal.valueOf(VERSION)) > 0) {
      throw new IOException(
          "it is of version %s, and this gazette reads up to %d; take a newer one"
              .formatted(fields.get("version"), VERSION));
    }
    if (!(fields.get("board_id") instanceof String board)
        || !(fields.get("counts") instanceof Map<?, ?> told)) {
      throw new IOException("its manifest does not tell its board and counts");
    }
    var counts = new EnumMap<Part, Long>(Part.class);
    for (var part : Part.ALL) {
      counts.put(part, count(told, part.word()));
    }
    boolean files = version.compareTo(BigDecimal.valueOf(WITHOUT_FILES)) > 0;
    return new Manifest(board, counts, files ? count(told, ATTACHMENTS) : 0);
  }

  private static long count(Map<?, ?> told, String word) throws IOException {
    if (told.get(word) instanceof BigDecimal count
        && count.signum() >= 0
        && count.compareTo(BigDecimal.valueOf(MOST_RECORDS)) <= 0) {
      return count.longValue();
    }
    throw new IOException("its manifest does not tell how many %s".formatted(word));
  }
}
