package dev.gazette.board.transfer;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import dev.gazette.proto.board.v1.BoardRecord;
import dev.gazette.proto.board.v1.RecordKind;

/// Records between messages and lines of JSON.
final class RecordProtos {

  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().preservingProtoFieldNames().omittingInsignificantWhitespace();
  private static final JsonFormat.Parser PARSER = JsonFormat.parser();
  private static final int SHOWN = 80;

  private RecordProtos() {}

  static BoardRecord record(RecordKind kind, MessageOrBuilder message) {
    try {
      return BoardRecord.newBuilder().setKind(kind).setJson(PRINTER.print(message)).build();
    } catch (InvalidProtocolBufferException impossible) {
      throw new IllegalStateException("A record does not print", impossible);
    }
  }

  /// Reads the message of a line into a builder, which it answers; refused with `INVALID_ARGUMENT`.
  static <B extends Message.Builder> B parse(String json, B builder) {
    try {
      PARSER.merge(json, builder);
      return builder;
    } catch (InvalidProtocolBufferException damaged) {
      throw INVALID_ARGUMENT.because(
          "A record is no %s: %s. It begins %s",
          builder.getDescriptorForType().getName(),
          damaged.getMessage(),
          json.substring(0, Math.min(json.length(), SHOWN)));
    }
  }
}
