package dev.gazette.board.attachment;

import static dev.gazette.board.error.BoardReason.ATTACHMENTS_FULL;
import static dev.gazette.board.error.BoardReason.ATTACHMENT_NOT_FOUND;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.card.Artifacts;
import dev.gazette.board.card.Cards;
import dev.gazette.board.card.Remains;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.blob.BlobId;
import dev.gazette.platform.event.Lane;
import dev.gazette.platform.event.NewEvent;
import dev.gazette.platform.event.Payload;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The files of cards: added and taken away, and no write of the card. Their bytes are on disk
/// before a row names them, and swept once none does.
@Singleton
public final class Attachments implements Remains, Artifacts {

  /// How large a file may be.
  static final int LARGEST_BYTES = 25 * 1024 * 1024;

  /// How many files a card may have at a time.
  static final int MOST = 100;

  /// How large they may be together.
  static final long LARGEST_CARD_BYTES = 256L * 1024 * 1024;

  /// How many files a card takes in all its life.
  static final int MOST_EVER = 10_000;

  private final Cards cards;

  /// Files of these cards.
  public Attachments(Cards cards) {
    this.cards = cards;
  }

  /// A file whose bytes are on disk.
  ///
  /// @param name as it was given
  /// @param epoch of the lease that the actor works under; 0 for none
  public record Upload(
      String name, String contentType, long size, String sha256, BlobId blob, long epoch) {}

  /// Refuses with `CARD_NOT_FOUND`, or with `ATTACHMENTS_FULL` where a card has no room for a file.
  void requireRoom(Session session, CardId card, long size) throws SQLException {
    cards.require(session, card);
    requireRoomIn(session, card, size);
  }

  private static void requireRoomIn(Session session, CardId card, long size) throws SQLException {
    var present = AttachmentStore.list(session, card, 0, MOST);
    if (present.size() >= MOST || AttachmentStore.newest(session, card) >= MOST_EVER) {
      throw ATTACHMENTS_FULL.because(
          "Cannot attach a file to %s: it has %d, at most %d at a time and %,d ever; remove one, or go on in a new card.",
          card, present.size(), MOST, MOST_EVER);
    }
    long bytes = present.stream().mapToLong(Attachment::size).sum();
    if (bytes + size > LARGEST_CARD_BYTES) {
      throw ATTACHMENTS_FULL.because(
          "Cannot attach %,d bytes to %s: its files have %,d, at most %,d together; remove one.",
          size, card, bytes, LARGEST_CARD_BYTES);
    }
  }

  /// Attaches a file. Refused with `CARD_NOT_FOUND`, `LEASE_LOST` or `ATTACHMENTS_FULL`.
  public Attachment attach(Transaction transaction, Actor actor, CardId card, Upload upload)
      throws SQLException {
    var session = transaction.session();
    requireRoom(session, card, upload.size());
    if (upload.epoch() > 0) {
      cards.requireLease(transaction, card, upload.epoch(), "attach a file to");
    }
    var attachment =
        new Attachment(
            card,
            AttachmentStore.newest(session, card) + 1,
            free(session, card, upload.name()),
            upload.contentType(),
            upload.size(),
            upload.sha256(),
            upload.blob(),
            actor.name(),
            upload.epoch(),
            transaction.now());
    AttachmentStore.insert(session, attachment);
    transaction.append(actor, event("card.attached", attachment));
    return attachment;
  }

  private static String free(Session session, CardId card, String name) throws SQLException {
    var taken =
        AttachmentStore.list(session, card, 0, MOST).stream()
            .map(Attachment::name)
            .collect(Collectors.toSet());
    return FileName.free(FileName.of(name), taken::contains);
  }

  /// Keeps a file that a card had on another board, whose bytes are on disk. Its number must be
  /// above those that the card has. Refused with `ATTACHMENTS_FULL` or `INVALID_ARGUMENT`.
  public void copy(Transaction transaction, Attachment had) throws SQLException {
    var session = transaction.session();
    requireRoomIn(session, had.card(), had.size());
    if (had.id() <= AttachmentStore.newest(session, had.card()) || had.id() > MOST_EVER) {
      throw INVALID_ARGUMENT.because(
          "Attachment %,d of %s comes twice, or after a later one, or is over %,d.",
          had.id(), had.card(), MOST_EVER);
    }
    AttachmentStore.insert(session, had.named(free(session, had.card(), had.name())));
  }

  /// The files on a board after one, by card and number.
  public static List<Attachment> ofBoard(
      Session session, BoardId board, long number, long id, int limit) throws SQLException {
    return AttachmentStore.ofBoard(session, board, number, id, limit);
  }

  /// Takes a file away. Refused with `CARD_NOT_FOUND` or `ATTACHMENT_NOT_FOUND`.
  public Attachment remove(Transaction transaction, Actor actor, CardId card, long id)
      throws SQLException {
    var attachment = get(transaction.session(), card, id);
    AttachmentStore.remove(transaction.session(), card, id);
    transaction.append(actor, event("card.attachment_removed", attachment));
    return attachment;
  }

  /// A file of a card. Refused with `CARD_NOT_FOUND` or `ATTACHMENT_NOT_FOUND`.
  public Attachment get(Session session, CardId card, long id) throws SQLException {
    cards.require(session, card);
    return AttachmentStore.find(session, card, id)
        .orElseThrow(() ->
            ATTACHMENT_NOT_FOUND
                .because("%s has no attachment %d; list its attachments.", card, id)
                .with("card_id", card));
  }

  /// The files of a card after a number, in the order in which they came. Refused with
  /// `CARD_NOT_FOUND`.
  public List<Attachment> list(Session session, CardId card, long after, int limit)
      throws SQLException {
    cards.require(session, card);
    return AttachmentStore.list(session, card, after, limit);
  }

  @Override
  public int remove(Session session, CardId card, int most) throws SQLException {
    return AttachmentStore.delete(session, card, most);
  }

  @Override
  public List<Payload> told(Session session, CardId card, List<Long> ids) throws SQLException {
    var told = new ArrayList<Payload>();
    for (long id : ids) {
      told.add(payload(get(session, card, id)));
    }
    return told;
  }

  private static Payload payload(Attachment attachment) {
    return Payload.empty()
        .and("attachment_id", attachment.id())
        .and("name", attachment.name())
        .and("content_type", attachment.contentType())
        .and("size_bytes", attachment.size())
        .and("sha256", attachment.sha256());
  }

  private static NewEvent event(String kind, Attachment attachment) {
    var payload = payload(attachment);
    if (attachment.epoch() > 0) {
      payload.and("epoch", attachment.epoch());
    }
    return new NewEvent(kind, Lane.BUSINESS, attachment.card().resource(), payload);
  }
}
