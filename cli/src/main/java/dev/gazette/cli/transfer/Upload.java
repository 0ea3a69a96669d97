package dev.gazette.cli.transfer;

import com.google.protobuf.UnsafeByteOperations;
import dev.gazette.cli.connect.RequestIds;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.proto.board.v1.AbandonImportRequest;
import dev.gazette.proto.board.v1.BeginImportRequest;
import dev.gazette.proto.board.v1.Board;
import dev.gazette.proto.board.v1.BoardRecord;
import dev.gazette.proto.board.v1.FinishImportRequest;
import dev.gazette.proto.board.v1.ImportAttachmentRequest;
import dev.gazette.proto.board.v1.ImportRecordsRequest;
import dev.gazette.proto.board.v1.TransferServiceGrpc;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Brings records to the board service, in calls of about 1 MiB.
final class Upload {

  private static final int MOST_RECORDS = 500;
  private static final int LARGEST_BYTES = 1 << 20;
  private static final int LONGEST_ID = 32;
  private static final int MOST_TRIES = 100;
  private static final int PIECE = 64 * 1024;
  private static final long TOLD_EVERY = 10_000;
  private static final long TOLD_EVERY_BYTES = 64L << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Session session;
  private final String source;
  private final List<BoardRecord> waiting = new ArrayList<>();
  private final Map<Part, Long> imported = new EnumMap<>(Part.class);
  private String board = "";
  private long bytes;
  private long records;
  private long leftOut;
  private long files;
  private long fileBytes;

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

  /// Brings a file, piece by piece as it is read. What is damaged ends the call before its end.
  void add(AttachedFile file) throws IOException {
    send();
    var head =
        ImportAttachmentRequest.newBuilder()
            .setBoardId(board)
            .setSourceBoardId(source)
            .setAttachmentJson(file.json())
            .setRequestId(RequestIds.fresh())
            .build();
    var pieces =
        Stream.generate(() -> piece(file.bytes())).takeWhile(it -> !it.getChunk().isEmpty());
    try {
      boolean there =
          session
              .connection()
              .send(
                  TransferServiceGrpc.getImportAttachmentMethod(),
                  Stream.concat(Stream.of(head), pieces).iterator(),
                  session.givenTimeout().orElse(PATIENCE))
              .getImported();
      files += there ? 1 : 0;
      leftOut += there ? 0 : 1;
    } catch (UncheckedIOException damaged) {
      throw damaged.getCause();
    }
  }

  /// The next bytes; none at the end.
  private ImportAttachmentRequest piece(InputStream bytes) {
    try {
      var piece = bytes.readNBytes(PIECE);
      if (fileBytes / TOLD_EVERY_BYTES < (fileBytes + piece.length) / TOLD_EVERY_BYTES) {
        session.note(String.format("%,d files imported", files));
      }
      fileBytes += piece.length;
      return ImportAttachmentRequest.newBuilder()
          .setChunk(UnsafeByteOperations.unsafeWrap(piece))
          .build();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
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
  ///
  /// @param missing how many files could not be brought
  String told(long missing) {
    String told =
        String.format(
            "%,d cards, %,d comments, %,d events, %,d attachments",
            imported.getOrDefault(Part.CARDS, 0L),
            imported.getOrDefault(Part.COMMENTS, 0L),
            imported.getOrDefault(Part.EVENTS, 0L),
            files);
    String all = leftOut == 0 ? told : told + String.format(", %,d records left out", leftOut);
    return missing == 0 ? all : all + String.format(", %,d attachments left out", missing);
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
