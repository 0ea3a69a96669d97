package dev.gazette.board.transfer;

import dev.gazette.board.attachment.AttachmentProtos;
import dev.gazette.board.attachment.Attachments;
import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.BoardProtos;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.card.CardArchive;
import dev.gazette.board.card.CardProtos;
import dev.gazette.board.comment.CommentProtos;
import dev.gazette.board.comment.Comments;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.EventProtos;
import dev.gazette.platform.event.EventStore;
import dev.gazette.platform.store.Session;
import dev.gazette.proto.board.v1.BoardRecord;
import dev.gazette.proto.board.v1.RecordKind;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Takes boards out, page by page: each a read of its own, of about 1 MiB, along an index.
@Singleton
public final class Exports {

  private static final int LARGEST_PAGE_BYTES = 1 << 20;
  private static final int ROWS = 200;
  private static final int EVENTS_READ = 5_000;

  private final Boards boards;
  private final Comments comments;

  /// Exports of these boards.
  public Exports(Boards boards, Comments comments) {
    this.boards = boards;
    this.comments = comments;
  }

  /// What is told one after the other.
  enum Part {
    BOARD,
    CARDS,
    RUNS,
    COMMENTS,
    EVENTS,
    ATTACHMENTS
  }

  /// Where an export goes on.
  ///
  /// @param number of the last card told of, or the position of the last event looked at
  /// @param within the number of the last thing of that card, or of the last event told
  /// @param end the newest event that is told
  record Cursor(Part part, long number, long within, long end) {

    static final Cursor START = new Cursor(Part.BOARD, 0, 0, 0);

    Cursor at(long next, long nextWithin) {
      return new Cursor(part, next, nextWithin, end);
    }

    Cursor of(Part next) {
      return new Cursor(next, 0, 0, end);
    }
  }

  /// Some records, and where they go on; empty at the end.
  record Page(List<BoardRecord> records, Optional<Cursor> next) {}

  /// The next page. Refused with `BOARD_NOT_FOUND`.
  ///
  /// @param files whether files are told of, too
  Page page(Session session, BoardId board, Cursor from, boolean files) throws SQLException {
    boards.require(session, board);
    return switch (from.part()) {
      case BOARD -> board(session, board);
      case CARDS -> cards(session, board, from);
      case RUNS -> runs(session, board, from);
      case COMMENTS -> comments(session, board, from);
      case EVENTS -> {
        var page = events(session, board, from);
        yield files && page.next().isEmpty()
            ? new Page(page.records(), Optional.of(from.of(Part.ATTACHMENTS)))
            : page;
      }
      case ATTACHMENTS -> attachments(session, board, from);
    };
  }

  private Page board(Session session, BoardId id) throws SQLException {
    var told = BoardProtos.render(boards.get(session, id), Map.of()).toBuilder().clearEtag();
    var next = new Cursor(Part.CARDS, 0, 0, EventStore.newest(session));
    return new Page(
        List.of(RecordProtos.record(RecordKind.RECORD_KIND_BOARD, told)), Optional.of(next));
  }

  private static Page cards(Session session, BoardId board, Cursor from) throws SQLException {
    var page = new Filling();
    var last = from;
    var ids = CardArchive.ids(session, board, from.number(), ROWS);
    for (CardId id : ids) {
      var record = CardArchive.read(session, id);
      if (record.isPresent()) {
        page.add(RecordProtos.record(RecordKind.RECORD_KIND_CARD, record.get()));
        for (var edge : CardArchive.edges(session, id)) {
          page.add(RecordProtos.record(RecordKind.RECORD_KIND_EDGE, edge));
        }
      }
      last = last.at(id.number(), 0);
      if (page.full()) {
        return page.goingOn(last);
      }
    }
    return page.goingOn(ids.size() < ROWS ? from.of(Part.RUNS) : last);
  }

  private static Page runs(Session session, BoardId board, Cursor from) throws SQLException {
    var page = new Filling();
    var last = from;
    var runs = Runs.ofBoard(session, board, from.number(), from.within(), ROWS);
    for (var run : runs) {
      page.add(RecordProtos.record(RecordKind.RECORD_KIND_RUN, CardProtos.render(run)));
      last = last.at(run.card().number(), run.epoch());
      if (page.full()) {
        return page.goingOn(last);
      }
    }
    return page.goingOn(runs.size() < ROWS ? from.of(Part.COMMENTS) : last);
  }

  private Page comments(Session session, BoardId board, Cursor from) throws SQLException {
    var page = new Filling();
    var last = from;
    var said = comments.ofBoard(session, board, from.number(), from.within(), ROWS);
    for (var comment : said) {
      page.add(RecordProtos.record(RecordKind.RECORD_KIND_COMMENT, CommentProtos.render(comment)));
      last = last.at(comment.card().number(), comment.id());
      if (page.full()) {
        return page.goingOn(last);
      }
    }
    return page.goingOn(said.size() < ROWS ? from.of(Part.EVENTS) : last);
  }

  /// The log is read as it lies, since it is ordered by time alone; what is of other boards is
  /// passed over. Events are numbered anew.
  private static Page events(Session session, BoardId board, Cursor from) throws SQLException {
    var page = new Filling();
    var last = from;
    var read = EventStore.after(session, from.number(), EVENTS_READ);
    for (var event : read) {
      if (event.position() > from.end()) {
        return page.ended();
      }
      boolean told = isOf(event, board);
      last = last.at(event.position(), last.within() + (told ? 1 : 0));
      if (told) {
        var numbered =
            EventProtos.event(event).toBuilder()
                .setOrigin("")
                .setCause("")
                .setSequence(last.within());
        page.add(RecordProtos.record(RecordKind.RECORD_KIND_EVENT, numbered));
        if (page.full()) {
          return page.goingOn(last);
        }
      }
    }
    return read.size() < EVENTS_READ ? page.ended() : page.goingOn(last);
  }

  private static Page attachments(Session session, BoardId board, Cursor from) throws SQLException {
    var page = new Filling();
    var last = from;
    var files = Attachments.ofBoard(session, board, from.number(), from.within(), ROWS);
    for (var file : files) {
      page.add(
          RecordProtos.record(RecordKind.RECORD_KIND_ATTACHMENT, AttachmentProtos.render(file)));
      last = last.at(file.card().number(), file.id());
    }
    return files.size() < ROWS ? page.ended() : page.goingOn(last);
  }

  private static boolean isOf(Event event, BoardId board) {
    return event.subject().equals(board.resource())
        || event.subject().startsWith(board.resource() + "/cards/");
  }

  /// A page that fills up.
  private static final class Filling {

    private final List<BoardRecord> records = new ArrayList<>();
    private long bytes;

    void add(BoardRecord record) {
      records.add(record);
      bytes += record.getSerializedSize();
    }

    boolean full() {
      return bytes >= LARGEST_PAGE_BYTES;
    }

    Page goingOn(Cursor next) {
      return new Page(records, Optional.of(next));
    }

    Page ended() {
      return new Page(records, Optional.empty());
    }
  }
}
