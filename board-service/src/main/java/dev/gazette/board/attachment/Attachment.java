package dev.gazette.board.attachment;

import dev.gazette.board.board.CardId;
import dev.gazette.platform.blob.BlobId;
import java.time.Instant;

/// A file that belongs to a card.
///
/// @param id its number on the card, never used again
/// @param name which no other file of the card has
/// @param size in bytes
/// @param sha256 of its bytes, in hexadecimal digits
/// @param blob where its bytes are
/// @param epoch of the run that it was attached in; 0 for none
public record Attachment(
    CardId card,
    long id,
    String name,
    String contentType,
    long size,
    String sha256,
    BlobId blob,
    String uploadedBy,
    long epoch,
    Instant createTime) {

  /// The file under another name.
  Attachment named(String other) {
    return new Attachment(
        card, id, other, contentType, size, sha256, blob, uploadedBy, epoch, createTime);
  }
}
