package dev.gazette.board.transfer;

import static dev.gazette.board.error.BoardReason.ATTACHMENT_CUT_OFF;
import static dev.gazette.board.error.BoardReason.BOARD_NOT_FOUND;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import dev.gazette.board.card.BoardServer;
import dev.gazette.platform.testkit.Answer;
import dev.gazette.proto.board.v1.Attachment;
import dev.gazette.proto.board.v1.AttachmentServiceGrpc;
import dev.gazette.proto.board.v1.BeginImportRequest;
import dev.gazette.proto.board.v1.BoardRecord;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.DownloadAttachmentRequest;
import dev.gazette.proto.board.v1.DownloadAttachmentResponse;
import dev.gazette.proto.board.v1.ExportBoardRequest;
import dev.gazette.proto.board.v1.ExportBoardResponse;
import dev.gazette.proto.board.v1.FinishImportRequest;
import dev.gazette.proto.board.v1.ImportAttachmentRequest;
import dev.gazette.proto.board.v1.ImportAttachmentResponse;
import dev.gazette.proto.board.v1.ImportRecordsRequest;
import dev.gazette.proto.board.v1.ListAttachmentsRequest;
import dev.gazette.proto.board.v1.RecordKind;
import dev.gazette.proto.board.v1.TransferServiceGrpc;
import dev.gazette.proto.board.v1.TransferServiceGrpc.TransferServiceBlockingStub;
import dev.gazette.proto.board.v1.UploadAttachmentRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImportAttachmentTest {

  private static final ByteString HELLO = ByteString.copyFromUtf8("hello");

  @TempDir Path folder;
  private BoardServer board;
  private String owner = "";

  @BeforeEach
  void start() {
    board = new BoardServer(folder);
    board.createBoard("ops");
    owner = board.server().token("owner", "*");
    var _ =
        board
            .server()
            .with(owner, CardServiceGrpc::newBlockingStub)
            .createCard(
                CreateCardRequest.newBuilder()
                    .setBoardId("ops")
                    .setCard(Card.newBuilder().setTitle("a"))
                    .build());
    var _ =
        Answer.to(
            board.server().with(owner, AttachmentServiceGrpc::newStub)::uploadAttachment,
            List.of(
                UploadAttachmentRequest.newBuilder()
                    .setCardId("OPS-1")
                    .setName("a.txt")
                    .setContentType("text/plain")
                    .setChunk(HELLO)
                    .build()));
  }

  @AfterEach
  void stop() {
    board.close();
  }

  private TransferServiceBlockingStub transfer() {
    return board.server().with(owner, TransferServiceGrpc::newBlockingStub);
  }

  private List<BoardRecord> export(boolean files) {
    var records = new ArrayList<BoardRecord>();
    var request = ExportBoardRequest.newBuilder().setBoardId("ops").setAttachments(files);
    ExportBoardResponse page;
    do {
      page = transfer().exportBoard(request.build());
      records.addAll(page.getRecordsList());
      request.setPageToken(page.getNextPageToken());
    } while (!page.getNextPageToken().isEmpty());
    return records;
  }

  private void begin() {
    var _ =
        transfer()
            .beginImport(
                BeginImportRequest.newBuilder()
                    .setBoardId("copy")
                    .setSourceBoardId("ops")
                    .setBoardJson("{}")
                    .build());
    var _ =
        transfer()
            .importRecords(
                ImportRecordsRequest.newBuilder()
                    .setBoardId("copy")
                    .setSourceBoardId("ops")
                    .addAllRecords(
                        export(false).stream()
                            .filter(it -> it.getKind() == RecordKind.RECORD_KIND_CARD)
                            .toList())
                    .build());
  }

  private void finish() {
    var _ = transfer().finishImport(FinishImportRequest.newBuilder().setBoardId("copy").build());
  }

  private String told() {
    return export(true).stream()
        .filter(it -> it.getKind() == RecordKind.RECORD_KIND_ATTACHMENT)
        .findFirst()
        .orElseThrow()
        .getJson();
  }

  private boolean bring(String json, ByteString bytes) {
    ImportAttachmentResponse answer =
        Answer.to(
            board.server().with(owner, TransferServiceGrpc::newStub)::importAttachment,
            List.of(
                ImportAttachmentRequest.newBuilder()
                    .setBoardId("copy")
                    .setSourceBoardId("ops")
                    .setAttachmentJson(json)
                    .build(),
                ImportAttachmentRequest.newBuilder().setChunk(bytes).build()));
    return answer.getImported();
  }

  private List<Attachment> list(String card) {
    return board
        .server()
        .with(owner, AttachmentServiceGrpc::newBlockingStub)
        .listAttachments(ListAttachmentsRequest.newBuilder().setCardId(card).build())
        .getAttachmentsList();
  }

  private ByteString download(String card) {
    return ImmutableList.copyOf(
            board
                .server()
                .with(owner, AttachmentServiceGrpc::newBlockingStub)
                .downloadAttachment(
                    DownloadAttachmentRequest.newBuilder().setCardId(card).setId(1).build()))
        .stream()
        .map(DownloadAttachmentResponse::getChunk)
        .reduce(ByteString.EMPTY, ByteString::concat);
  }

  @Test
  void file_comesBackAsItWas() {
    begin();
    assertThat(bring(told(), HELLO)).isTrue();
    finish();
    var had = list("OPS-1").getFirst();
    assertThat(list("COPY-1")).containsExactly(had.toBuilder().setCardId("COPY-1").build());
    assertThat(download("COPY-1")).isEqualTo(HELLO);
  }

  @Test
  void exportThatDoesNotAskForFiles_isToldOfNone() {
    assertThat(export(false))
        .extracting(BoardRecord::getKind)
        .doesNotContain(RecordKind.RECORD_KIND_ATTACHMENT);
    assertThat(export(true))
        .extracting(BoardRecord::getKind)
        .endsWith(RecordKind.RECORD_KIND_ATTACHMENT);
  }

  @Test
  void fileThatIsNotWhatItsChecksumSays_isRefused_andLeavesNoRow() {
    begin();
    String json = told();
    assertRefused(ATTACHMENT_CUT_OFF, () -> bring(json, ByteString.copyFromUtf8("hallo")));
    assertThat(bring(json, HELLO)).isTrue();
    finish();
    assertThat(list("COPY-1")).hasSize(1);
  }

  @Test
  void fileThatComesTwice_orIsNone_isRefused() {
    begin();
    String json = told();
    assertThat(bring(json, HELLO)).isTrue();
    assertRefused(INVALID_ARGUMENT, () -> bring(json, HELLO));
    assertRefused(INVALID_ARGUMENT, () -> bring("{\"no\":1}", HELLO));
    assertRefused(INVALID_ARGUMENT, () -> bring(json.replace("\"a.txt\"", "\"\""), HELLO));
  }

  @Test
  void fileOfACardThatDidNotCome_isLeftOut() {
    begin();
    assertThat(bring(told().replace("OPS-1", "OPS-7"), HELLO)).isFalse();
  }

  @Test
  void fileForABoardThatIsThere_isRefused() {
    begin();
    String json = told();
    finish();
    assertRefused(BOARD_NOT_FOUND, () -> bring(json, HELLO));
  }
}
