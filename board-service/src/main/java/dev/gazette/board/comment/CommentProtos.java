package dev.gazette.board.comment;

import com.google.protobuf.util.Timestamps;
import dev.gazette.platform.field.Fields;
import dev.gazette.proto.board.v1.CreateCommentRequest;
import dev.gazette.proto.board.v1.ListCommentsRequest;

/// Comments between the wire and the operations.
public final class CommentProtos {

  private static final int LARGEST_TEXT_BYTES = 64 * 1024;

  private CommentProtos() {}

  /// The text of a comment; refused with `INVALID_ARGUMENT`.
  public static String text(String given) {
    String text = Fields.textOfBytes("text", given, LARGEST_TEXT_BYTES);
    return Fields.required("text", text, LARGEST_TEXT_BYTES);
  }

  static long epoch(CreateCommentRequest request) {
    return Fields.within("epoch", request.getEpoch(), 0, Long.MAX_VALUE);
  }

  static long after(ListCommentsRequest request) {
    return Fields.within("after", request.getAfter(), 0, Long.MAX_VALUE);
  }

  /// A comment for the wire.
  public static dev.gazette.proto.board.v1.Comment render(Comment comment) {
    return dev.gazette.proto.board.v1.Comment.newBuilder()
        .setCardId(comment.card().toString())
        .setId(comment.id())
        .setAuthor(comment.author())
        .setText(comment.text())
        .setEpoch(comment.epoch())
        .setCreateTime(Timestamps.fromMillis(comment.createTime().toEpochMilli()))
        .build();
  }
}
