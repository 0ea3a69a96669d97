package dev.gazette.board.card;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.util.JsonFormat;
import dev.gazette.platform.field.Fields;

/// What workers hand over for programs, between the wire and the operations: JSON in one line.
public final class MetadataProtos {

  private static final int LARGEST_BYTES = 64 * 1024;
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace();

  private MetadataProtos() {}

  /// The JSON of an object, at most 64 KiB; empty for an absent one, or one without fields.
  public static String json(boolean present, Struct metadata) {
    if (!present || metadata.getFieldsCount() == 0) {
      return "";
    }
    try {
      return Fields.textOfBytes("metadata", PRINTER.print(metadata), LARGEST_BYTES);
    } catch (InvalidProtocolBufferException | IllegalArgumentException unprintable) {
      throw INVALID_ARGUMENT.because("metadata is no JSON: %s", unprintable.getMessage());
    }
  }

  static Struct render(String json) {
    try {
      var struct = Struct.newBuilder();
      JsonFormat.parser().merge(json, struct);
      return struct.build();
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("The metadata of a run is no JSON", damaged);
    }
  }
}
