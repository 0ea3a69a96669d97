package dev.gazette.board.transfer;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.board.attachment.UploadGrpcCalls;
import dev.gazette.board.board.Arrivals;
import dev.gazette.board.board.Board;
import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.BoardProtos;
import dev.gazette.board.board.Boards;
import dev.gazette.platform.field.Page;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.store.Transaction;
import dev.gazette.proto.board.v1.AbandonImportRequest;
import dev.gazette.proto.board.v1.BeginImportRequest;
import dev.gazette.proto.board.v1.ExportBoardRequest;
import dev.gazette.proto.board.v1.ExportBoardResponse;
import dev.gazette.proto.board.v1.FinishImportRequest;
import dev.gazette.proto.board.v1.ImportAttachmentRequest;
import dev.gazette.proto.board.v1.ImportAttachmentResponse;
import dev.gazette.proto.board.v1.ImportRecordsRequest;
import dev.gazette.proto.board.v1.ImportRecordsResponse;
import dev.gazette.proto.board.v1.TransferServiceGrpc.TransferServiceImplBase;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Arrays;

/// Serves exports and imports: parses, calls, renders.
@Singleton
public final class TransferGrpcService extends TransferServiceImplBase {

  private static final int MOST_RECORDS = 1_000;

  private final Calls calls;
  private final Boards boards;
  private final Exports exports;
  private final Imports imports;
  private final UploadGrpcCalls uploads;

  /// Serves these.
  public TransferGrpcService(
      Calls calls, Boards boards, Exports exports, Imports imports, UploadGrpcCalls uploads) {
    this.calls = calls;
    this.boards = boards;
    this.exports = exports;
    this.imports = imports;
    this.uploads = uploads;
  }

  @Override
  public void exportBoard(
      ExportBoardRequest request, StreamObserver<ExportBoardResponse> observer) {
    var board = new BoardId(request.getBoardId());
    var page = Page.of(0, request.getPageToken(), "export", board);
    var from = cursor(page);
    calls.read(
        observer,
        session -> {
          var found = exports.page(session, board, from, request.getAttachments());
          var response = ExportBoardResponse.newBuilder().addAllRecords(found.records());
          found.next().ifPresent(next -> response.setNextPageToken(token(page, next)));
          return response.build();
        });
  }

  private static Exports.Cursor cursor(Page page) {
    if (page.first()) {
      return Exports.Cursor.START;
    }
    String name = page.textAfter(0);
    var part =
        Arrays.stream(Exports.Part.values())
            .filter(it -> it.name().equals(name))
            .findFirst()
            .orElseThrow(() -> INVALID_ARGUMENT.because("The page token is none of an export."));
    return new Exports.Cursor(part, page.numberAfter(1), page.numberAfter(2), page.numberAfter(3));
  }

  private static String token(Page page, Exports.Cursor next) {
    return page.next(next.part().name(), next.number(), next.within(), next.end());
  }

  @Override
  public void beginImport(
      BeginImportRequest request, StreamObserver<dev.gazette.proto.board.v1.Board> observer) {
    var id = new BoardId(request.getBoardId());
    new BoardId(request.getSourceBoardId()); // Checked before anything is written.
    dev.gazette.proto.board.v1.Board told =
        RecordProtos.parse(request.getBoardJson(), dev.gazette.proto.board.v1.Board.newBuilder())
            .build();
    String title = BoardProtos.title(told);
    String description = BoardProtos.description(told);
    String assignee = BoardProtos.defaultAssignee(told);
    var columns = BoardProtos.columns(told);
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Board.parser(),
        tx -> render(tx, Arrivals.begin(tx, id, title, description, assignee, columns)));
  }

  @Override
  public void importRecords(
      ImportRecordsRequest request, StreamObserver<ImportRecordsResponse> observer) {
    int many = request.getRecordsCount();
    if (many < 1 || many > MOST_RECORDS) {
      throw INVALID_ARGUMENT.because("records has %,d entries; send 1 to %,d.", many, MOST_RECORDS);
    }
    var into =
        new Imports.Import(
            Calls.actor(),
            new BoardId(request.getBoardId()),
            new BoardId(request.getSourceBoardId()));
    calls.write(
        observer,
        ImportRecordsResponse.parser(),
        tx ->
            ImportRecordsResponse.newBuilder()
                .setImported(imports.records(tx, into, request.getRecordsList()))
                .build());
  }

  @Override
  public StreamObserver<ImportAttachmentRequest> importAttachment(
      StreamObserver<ImportAttachmentResponse> observer) {
    return uploads.open(
        observer,
        new ImportedFile.Messages(),
        ImportAttachmentResponse.parser(),
        (tx, told, file) ->
            ImportAttachmentResponse.newBuilder()
                .setImported(imports.file(tx, told, file))
                .build());
  }

  @Override
  public void finishImport(
      FinishImportRequest request, StreamObserver<dev.gazette.proto.board.v1.Board> observer) {
    var actor = Calls.actor();
    var id = new BoardId(request.getBoardId());
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Board.parser(),
        tx -> render(tx, imports.finish(tx, actor, id)));
  }

  @Override
  public void abandonImport(
      AbandonImportRequest request, StreamObserver<dev.gazette.proto.board.v1.Board> observer) {
    var id = new BoardId(request.getBoardId());
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Board.parser(),
        tx -> render(tx, Arrivals.giveUp(tx, id)));
  }

  private dev.gazette.proto.board.v1.Board render(Transaction transaction, Board board)
      throws SQLException {
    return BoardProtos.render(board, boards.counts(transaction.session(), board.id()));
  }
}
