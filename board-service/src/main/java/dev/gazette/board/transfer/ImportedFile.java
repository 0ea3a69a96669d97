package dev.gazette.board.transfer;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import com.google.protobuf.ByteString;
import dev.gazette.board.attachment.Attachment;
import dev.gazette.board.attachment.AttachmentProtos;
import dev.gazette.board.attachment.UploadGrpcCalls;
import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.field.Fields;
import dev.gazette.proto.board.v1.ImportAttachmentRequest;
import java.time.Instant;

/// A file that comes in, as the first message says.
///
/// @param board the board to be
/// @param source the board that its card was on
/// @param card the id that its card had
/// @param id its number
/// @param name as it was given
/// @param sha256 of its bytes, in small letters; empty for none
/// @param epoch of the run that it was attached in; 0 for none
record ImportedFile(
    BoardId board,
    BoardId source,
    String card,
    long id,
    String name,
    String contentType,
    String sha256,
    String uploadedBy,
    long epoch,
    Instant createTime)
    implements UploadGrpcCalls.Head {

  private static final int LONGEST_NAME = 200;

  /// Reads one; refused with `INVALID_ARGUMENT`.
  static ImportedFile parse(ImportAttachmentRequest request) {
    dev.gazette.proto.board.v1.Attachment told =
        RecordProtos.parse(
                request.getAttachmentJson(), dev.gazette.proto.board.v1.Attachment.newBuilder())
            .build();
    return new ImportedFile(
        new BoardId(request.getBoardId()),
        new BoardId(request.getSourceBoardId()),
        told.getCardId(),
        Fields.within("attachment.id", told.getId(), 1, Long.MAX_VALUE),
        AttachmentProtos.name(told.getName()),
        AttachmentProtos.type(told.getContentType()),
        AttachmentProtos.sha256(told.getSha256()),
        Fields.line("attachment.uploaded_by", told.getUploadedBy(), LONGEST_NAME),
        Fields.within("attachment.epoch", told.getEpoch(), 0, Long.MAX_VALUE),
        Fields.time("attachment.create_time", told.hasCreateTime(), told.getCreateTime())
            .orElseThrow(() -> INVALID_ARGUMENT.because("attachment.create_time is absent.")));
  }

  /// The file of a card of the board to be.
  ///
  /// @param newest the card's newest epoch: a run that is newer did not come
  Attachment of(CardId now, long newest, UploadGrpcCalls.Kept file) {
    return new Attachment(
        now,
        id,
        name,
        contentType,
        file.size(),
        file.sha256(),
        file.blob(),
        uploadedBy,
        epoch > newest ? 0 : epoch,
        createTime);
  }

  /// How the messages are read: refused before a byte is kept.
  static final class Messages
      implements UploadGrpcCalls.Messages<ImportAttachmentRequest, ImportedFile> {

    @Override
    public ImportedFile head(ImportAttachmentRequest first) {
      return parse(first);
    }

    @Override
    public ByteString chunk(ImportAttachmentRequest message) {
      return message.getChunk();
    }
  }
}
