package dev.gazette.cli.transfer;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.proto.board.v1.AbandonImportRequest;
import dev.gazette.proto.board.v1.BeginImportRequest;
import dev.gazette.proto.board.v1.Board;
import dev.gazette.proto.board.v1.BoardRecord;
import dev.gazette.proto.board.v1.FinishImportRequest;
import dev.gazette.proto.board.v1.ImportRecordsRequest;
import dev.gazette.proto.board.v1.TransferServiceGrpc;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Brings records to the board service, in calls of about 1 MiB.
final class Upload {

  private static final int MOST_RECORDS = 500;
  private static final int LARGEST_BYTES = 1 << 20;
  private static final int LONGEST_ID = 32;
  private static final int MOST_TRIES = 100;
  private static final long TOLD_EVERY = 10_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Session session;
  private final String source;
  private final List<BoardRecord> waiting = new ArrayList<>();
  private final Map<Part, Long> imported = new EnumMap<>(Part.class);
  private String board = "";
  private long bytes;
  private long records;
  private long leftOut;

  /// An upload of a board that had an id.
  Upload(Session session, String source) {
    this.session = session;
    this.source = source;
  }

  /// Begins a board of the id that is named, or of the first one that is free; answers which.
  String begin(@Nullable String named, String json) {
    for (int i = 1; ; i++) {
      board = named == null ? numbered(i) : named;
      try {
        session.call(
            TransferServiceGrpc.getBeginImportMethod(),
            BeginImportRequest.newBuilder()
                .setBoardId(board)
                .setSourceBoardId(source)
                .setBoardJson(json)
                .build());
        return board;
      } catch (Failure failure) {
        if (named != null || i == MOST_TRIES || !failure.reason().equals("BOARD_EXISTS")) {
          throw failure;
        }
      }
    }
  }

  private String numbered(int i) {
    if (i == 1) {
      return source;
    }
    String suffix = "-" + i;
    return source.substring(0, Math.min(source.length(), LONGEST_ID - suffix.length())) + suffix;
  }

  void add(BoardRecord record) {
    long size = record.getSerializedSize();
    if (waiting.size() == MOST_RECORDS || bytes + size > LARGEST_BYTES) {
      send();
    }
    waiting.add(record);
    bytes += size;
    Part.of(record.getKind()).ifPresent(part -> imported.merge(part, 1L, Long::sum));
  }

  private void send() {
    if (waiting.isEmpty()) {
      return;
    }
    var answer =
        session.call(
            TransferServiceGrpc.getImportRecordsMethod(),
            ImportRecordsRequest.newBuilder()
                .setBoardId(board)
                .setSourceBoardId(source)
                .addAllRecords(waiting)
                .build(),
            PATIENCE);
    leftOut += waiting.size() - answer.getImported();
    long before = records;
    records += waiting.size();
    if (records / TOLD_EVERY > before / TOLD_EVERY) {
      session.note(String.format("%,d records imported", records));
    }
    waiting.clear();
    bytes = 0;
  }

  Board finish() {
    send();
    return session.call(
        TransferServiceGrpc.getFinishImportMethod(),
        FinishImportRequest.newBuilder().setBoardId(board).build(),
        PATIENCE);
  }

  /// What came in, in words.
  String told() {
    String told =
        String.format(
            "%,d cards, %,d comments, %,d events",
            imported.getOrDefault(Part.CARDS, 0L),
            imported.getOrDefault(Part.COMMENTS, 0L),
            imported.getOrDefault(Part.EVENTS, 0L));
    return leftOut == 0 ? told : told + String.format(", %,d records left out", leftOut);
  }

  /// Has what came in removed; where that fails the board does it by itself, an hour later.
  void abandon() {
    try {
      session.call(
          TransferServiceGrpc.getAbandonImportMethod(),
          AbandonImportRequest.newBuilder().setBoardId(board).build());
    } catch (Failure _) {
      // Why the import failed says more.
    }
  }
}
