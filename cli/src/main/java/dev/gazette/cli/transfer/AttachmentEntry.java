package dev.gazette.cli.transfer;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.output.JsonReader;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an archive must know of a file. Two entries hold it: what it is, as JSON, then its bytes.
///
/// @param id its number on the card
/// @param size in bytes
/// @param sha256 of its bytes, in hexadecimal digits
record AttachmentEntry(String card, long id, long size, String sha256) {

  static final String FOLDER = "attachments/";

  /// The end of the name of the entry that says what a file is.
  static final String SUFFIX = ".json";

  /// The largest file that a card takes.
  private static final long LARGEST = 25L * 1024 * 1024;

  /// Reads an `Attachment`; fails for what is none.
  static AttachmentEntry parse(String json) throws IOException {
    try {
      var fields = JsonReader.object(json.strip());
      var entry =
          new AttachmentEntry(
              text(fields, "card_id"),
              Long.parseUnsignedLong(text(fields, "id")),
              Long.parseUnsignedLong(number(fields, "size_bytes")),
              text(fields, "sha256"));
      if (entry.size < 0 || entry.size > LARGEST) {
        throw new IOException("%s of it is over 25 MiB".formatted(entry.file()));
      }
      return entry;
    } catch (Failure | NumberFormatException damaged) {
      throw new IOException("what it says of an attachment is damaged", damaged);
    }
  }

  private static String text(Map<String, @Nullable Object> fields, String name) throws IOException {
    if (fields.get(name) instanceof String text) {
      return text;
    }
    throw new IOException("an attachment of it tells no %s".formatted(name));
  }

  /// A number that is left out where it is 0; proto3 writes those of 64 bits as text.
  private static String number(Map<String, @Nullable Object> fields, String name)
      throws IOException {
    return fields.containsKey(name) ? text(fields, name) : "0";
  }

  /// The name of the entry with the bytes.
  String file() {
    return FOLDER + card + "/" + id;
  }
}
