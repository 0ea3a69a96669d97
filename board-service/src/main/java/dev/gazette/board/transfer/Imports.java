package dev.gazette.board.transfer;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.board.attachment.Attachments;
import dev.gazette.board.attachment.UploadGrpcCalls;
import dev.gazette.board.board.Arrivals;
import dev.gazette.board.board.Board;
import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.card.CardArchive;
import dev.gazette.board.card.MetadataProtos;
import dev.gazette.board.comment.Comment;
import dev.gazette.board.comment.CommentProtos;
import dev.gazette.board.comment.Comments;
import dev.gazette.board.run.Run;
import dev.gazette.board.run.RunOutcome;
import dev.gazette.board.run.Runs;
import dev.gazette.board.waiting.WaitStore;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventProtos;
import dev.gazette.platform.field.Fields;
import dev.gazette.platform.store.Transaction;
import dev.gazette.proto.board.v1.BoardRecord;
import dev.gazette.proto.board.v1.CardRecord;
import dev.gazette.proto.board.v1.Edge;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// Brings boards in, piece by piece, into one that is there for nobody until it is whole. What
/// never ends is removed by the purge of boards.
@Singleton
public final class Imports {

  private static final int LONGEST_NAME = 200;
  private static final int LARGEST_TEXT_BYTES = 64 * 1024;
  private static final int LONGEST_KIND = 100;

  private final Comments comments;
  private final Attachments attachments;

  /// Imports with these comments and files.
  public Imports(Comments comments, Attachments attachments) {
    this.comments = comments;
    this.attachments = attachments;
  }

  /// An import: the board to be, and the one that the records tell of.
  record Import(Actor actor, BoardId board, BoardId source) {}

  /// Brings records in; answers how many there are now, since those of cards that did not come are
  /// left out. Refused with `BOARD_NOT_FOUND` when no import is under way, and `INVALID_ARGUMENT`.
  int records(Transaction transaction, Import into, List<BoardRecord> records) throws SQLException {
    Arrivals.goOn(transaction, into.board());
    int imported = 0;
    for (var record : records) {
      imported += put(transaction, into, record) ? 1 : 0;
    }
    WaitStore.rest(transaction.session(), into.board()); // Nothing wakes before it is there.
    return imported;
  }

  private boolean put(Transaction transaction, Import into, BoardRecord record)
      throws SQLException {
    String json = record.getJson();
    return switch (record.getKind()) {
      case RECORD_KIND_CARD -> card(transaction, into, json);
      case RECORD_KIND_EDGE -> edge(transaction, into, json);
      case RECORD_KIND_RUN -> run(transaction, into, json);
      case RECORD_KIND_COMMENT -> comment(transaction, into, json);
      case RECORD_KIND_EVENT -> event(transaction, into, json);
      case RECORD_KIND_UNSPECIFIED, RECORD_KIND_BOARD, RECORD_KIND_ATTACHMENT, UNRECOGNIZED ->
          throw INVALID_ARGUMENT.because(
              "A record is of %s; it must be a card, edge, run, comment or event.",
              record.getKind());
    };
  }

  private static boolean card(Transaction transaction, Import into, String json)
      throws SQLException {
    CardRecord card = RecordProtos.parse(json, CardRecord.newBuilder()).build();
    CardArchive.put(transaction, into.actor(), into.board(), into.source(), card);
    return true;
  }

  private static boolean edge(Transaction transaction, Import into, String json)
      throws SQLException {
    Edge edge = RecordProtos.parse(json, Edge.newBuilder()).build();
    return CardArchive.link(transaction, into.actor(), into.board(), into.source(), edge);
  }

  /// A run that had not ended ends here, as given back; one that began after its card was told of
  /// is left out.
  private static boolean run(Transaction transaction, Import into, String json)
      throws SQLException {
    var session = transaction.session();
    dev.gazette.proto.board.v1.Run told =
        RecordProtos.parse(json, dev.gazette.proto.board.v1.Run.newBuilder()).build();
    var card = CardArchive.find(session, into.board(), into.source(), told.getCardId());
    if (card.isEmpty()
        || told.getEpoch() < 1
        || told.getEpoch() > CardArchive.epoch(session, card.get())) {
      return false;
    }
    Runs.copy(session, run(card.get(), told));
    return true;
  }

  private static Run run(CardId card, dev.gazette.proto.board.v1.Run told) {
    var start = time("run.start_time", told.hasStartTime(), told.getStartTime());
    var beat =
        Fields.time("run.heartbeat_time", told.hasHeartbeatTime(), told.getHeartbeatTime())
            .filter(it -> !it.isBefore(start));
    boolean ended = told.getOutcome().getNumber() != 0;
    var end =
        Fields.time("run.end_time", told.hasEndTime(), told.getEndTime())
            .filter(it -> !it.isBefore(beat.orElse(start)))
            .orElse(beat.orElse(start));
    return new Run(
        card,
        told.getEpoch(),
        Fields.line("run.worker", told.getWorker(), LONGEST_NAME),
        Fields.line("run.actor", told.getActor(), LONGEST_NAME),
        ended
            ? RunOutcome.valueOf(told.getOutcome().name().substring("RUN_OUTCOME_".length()))
            : RunOutcome.RELEASED,
        Fields.textOfBytes("run.summary", told.getSummary(), LARGEST_TEXT_BYTES),
        Fields.textOfBytes("run.output", told.getOutput(), LARGEST_TEXT_BYTES),
        MetadataProtos.json(told.hasMetadata(), told.getMetadata()),
        start,
        end,
        beat.orElse(null));
  }

  private boolean comment(Transaction transaction, Import into, String json) throws SQLException {
    dev.gazette.proto.board.v1.Comment told =
        RecordProtos.parse(json, dev.gazette.proto.board.v1.Comment.newBuilder()).build();
    var card =
        CardArchive.find(transaction.session(), into.board(), into.source(), told.getCardId());
    if (card.isEmpty()) {
      return false;
    }
    comments.copy(
        transaction,
        new Comment(
            card.get(),
            Fields.within("comment.id", told.getId(), 1, Comments.MOST),
            Fields.line("comment.author", told.getAuthor(), LONGEST_NAME),
            CommentProtos.text(told.getText()),
            Fields.within("comment.epoch", told.getEpoch(), 0, Long.MAX_VALUE),
            time("comment.create_time", told.hasCreateTime(), told.getCreateTime())));
    return true;
  }

  /// History goes into the log under an origin of its own, with the times it had. Ids of the
  /// board's cards become those they have now.
  private static boolean event(Transaction transaction, Import into, String json)
      throws SQLException {
    dev.gazette.proto.common.v1.Event told =
        RecordProtos.parse(json, dev.gazette.proto.common.v1.Event.newBuilder()).build();
    var subject = subject(into, told.getSubject());
    if (subject.isEmpty() || told.getLane().getNumber() == 0) {
      throw INVALID_ARGUMENT.because(
          "An event happened to %s, which is not of board %s, or is of no lane.",
          told.getSubject(), into.source());
    }
    var event = EventProtos.event(told);
    var ids = Pattern.compile("\"" + Pattern.quote(into.source().key()) + "-(\\d{1,18})\"");
    transaction.copy(
        new Event(
            0,
            Event.IMPORTED + into.board(),
            Fields.within("event.sequence", event.sequence(), 1, Long.MAX_VALUE),
            Fields.requiredLine("event.kind", event.kind(), LONGEST_KIND),
            Fields.line("event.actor", event.actor(), LONGEST_NAME),
            event.lane(),
            Fields.line("event.correlation_id", event.correlationId(), LONGEST_NAME),
            "",
            subject,
            ids.matcher(event.payload()).replaceAll("\"" + into.board().key() + "-$1\""),
            time("event.create_time", told.hasCreateTime(), told.getCreateTime())));
    return true;
  }

  /// The subject as it is called here; empty for one of another board.
  private static String subject(Import into, String told) {
    String cards = into.source().resource() + "/cards/" + into.source().key() + "-";
    if (told.equals(into.source().resource())) {
      return into.board().resource();
    }
    return told.startsWith(cards)
        ? into.board().resource()
            + "/cards/"
            + into.board().key()
            + "-"
            + told.substring(cards.length())
        : "";
  }

  /// Brings a file in whose bytes are on disk; answers whether its card is there. Refused as {@link
  /// #records}, or with `ATTACHMENTS_FULL`.
  boolean file(Transaction transaction, ImportedFile told, UploadGrpcCalls.Kept file)
      throws SQLException {
    Arrivals.goOn(transaction, told.board());
    var session = transaction.session();
    var card = CardArchive.find(session, told.board(), told.source(), told.card());
    if (card.isEmpty()) {
      return false;
    }
    var newest = CardArchive.epoch(session, card.get());
    attachments.copy(transaction, told.of(card.get(), newest, file));
    return true;
  }

  /// Ends an import: the board is there. Refused with `BOARD_NOT_FOUND` when none is under way.
  Board finish(Transaction transaction, Actor actor, BoardId id) throws SQLException {
    Arrivals.goOn(transaction, id);
    CardArchive.settle(transaction, actor, id);
    var board = Arrivals.finish(transaction, actor, id);
    WaitStore.rouse(transaction.session(), id);
    return board;
  }

  private static Instant time(String field, boolean present, com.google.protobuf.Timestamp value) {
    return Fields.time(field, present, value)
        .orElseThrow(() -> INVALID_ARGUMENT.because("%s is absent.", field));
  }
}
