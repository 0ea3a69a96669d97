package dev.gazette.board.attachment;

import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import com.google.protobuf.ByteString;
import com.google.protobuf.util.Timestamps;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.field.Fields;
import dev.gazette.proto.board.v1.UploadAttachmentRequest;
import java.util.Locale;

/// Files of cards between the wire and the operations.
public final class AttachmentProtos {

  private static final int LONGEST_PATH = 4_096;
  private static final int LONGEST_TYPE = 200;
  private static final int LARGEST_CHUNK = 1024 * 1024;
  private static final String UNKNOWN_TYPE = "application/octet-stream";

  private AttachmentProtos() {}

  /// What the first message says of a file.
  ///
  /// @param sha256 in small letters; empty for none
  record Head(CardId card, String name, String contentType, String sha256, long epoch)
      implements UploadGrpcCalls.Head {

    /// The file, now that it is on disk.
    Attachments.Upload of(UploadGrpcCalls.Kept file) {
      return new Attachments.Upload(
          name, contentType, file.size(), file.sha256(), file.blob(), epoch);
    }
  }

  static Head head(UploadAttachmentRequest request) {
    return new Head(
        CardId.parse(request.getCardId()),
        name(request.getName()),
        type(request.getContentType()),
        sha256(request.getSha256()),
        Fields.within("epoch", request.getEpoch(), 0, Long.MAX_VALUE));
  }

  /// What a file is to be called; refused with `INVALID_ARGUMENT`.
  public static String name(String given) {
    return Fields.required("name", Fields.text("name", given, LONGEST_PATH), LONGEST_PATH);
  }

  /// A checksum in small letters, or empty; refused with `INVALID_ARGUMENT`.
  public static String sha256(String given) {
    String sha256 = given.toLowerCase(Locale.ROOT);
    if (!sha256.matches("([0-9a-f]{64})?")) {
      throw INVALID_ARGUMENT.because("sha256 is not 64 hexadecimal digits; leave it out.");
    }
    return sha256;
  }

  /// What kind of file it is; refused with `INVALID_ARGUMENT`.
  public static String type(String given) {
    String type = Fields.line("content_type", given, LONGEST_TYPE);
    if (!type.matches("([!-~]+/[!-~]+(;[ -~]*)?)?")) {
      throw INVALID_ARGUMENT.because("content_type is not a kind of file such as text/plain.");
    }
    return type.isEmpty() ? UNKNOWN_TYPE : type;
  }

  static byte[] bytes(ByteString chunk) {
    Fields.within("chunk", chunk.size(), 0, LARGEST_CHUNK);
    return chunk.toByteArray();
  }

  static long id(long given) {
    return Fields.within("id", given, 1, Long.MAX_VALUE);
  }

  /// Refuses a process that works on another card.
  static void requireOwn(Caller caller, CardId card) {
    if (caller.kind() == Caller.Kind.CHILD && !caller.id().startsWith("run/" + card + ".")) {
      throw GRANT_MISSING.because(
          "A child token changes the files of its own card only, not those of %s.", card);
    }
  }

  /// A file for the wire.
  public static dev.gazette.proto.board.v1.Attachment render(Attachment attachment) {
    return dev.gazette.proto.board.v1.Attachment.newBuilder()
        .setCardId(attachment.card().toString())
        .setId(attachment.id())
        .setName(attachment.name())
        .setContentType(attachment.contentType())
        .setSizeBytes(attachment.size())
        .setSha256(attachment.sha256())
        .setUploadedBy(attachment.uploadedBy())
        .setEpoch(attachment.epoch())
        .setCreateTime(Timestamps.fromMillis(attachment.createTime().toEpochMilli()))
        .build();
  }
}
