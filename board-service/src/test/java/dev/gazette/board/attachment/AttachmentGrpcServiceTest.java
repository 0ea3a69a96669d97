package dev.gazette.board.attachment;

import static dev.gazette.board.error.BoardReason.ATTACHMENT_CUT_OFF;
import static dev.gazette.board.error.BoardReason.ATTACHMENT_DAMAGED;
import static dev.gazette.board.error.BoardReason.ATTACHMENT_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.ATTACHMENT_TOO_LARGE;
import static dev.gazette.board.error.BoardReason.CARD_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.LEASE_LOST;
import static dev.gazette.platform.error.PlatformReason.GRANT_MISSING;
import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;
import static dev.gazette.platform.error.PlatformReason.REQUEST_ID_REUSED;
import static dev.gazette.platform.testkit.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.ImmutableList;
import com.google.protobuf.ByteString;
import dev.gazette.board.card.BoardServer;
import dev.gazette.platform.blob.FileBlobStore;
import dev.gazette.platform.testkit.Answer;
import dev.gazette.proto.board.v1.Attachment;
import dev.gazette.proto.board.v1.AttachmentServiceGrpc;
import dev.gazette.proto.board.v1.AttachmentServiceGrpc.AttachmentServiceBlockingStub;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.ChildTokenServiceGrpc;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.CreateChildTokenRequest;
import dev.gazette.proto.board.v1.DownloadAttachmentRequest;
import dev.gazette.proto.board.v1.DownloadAttachmentResponse;
import dev.gazette.proto.board.v1.ListAttachmentsRequest;
import dev.gazette.proto.board.v1.RemoveAttachmentRequest;
import dev.gazette.proto.board.v1.UploadAttachmentRequest;
import dev.gazette.proto.common.v1.Grant;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AttachmentGrpcServiceTest {

  private static final ByteString PIECE = ByteString.copyFrom(new byte[512 * 1024]);
  private static final ByteString HELLO = ByteString.copyFromUtf8("hello");
  private static final String SHA_OF_HELLO =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @TempDir Path folder;
  private BoardServer board;
  private String owner = "";

  @BeforeEach
  void start() {
    board = new BoardServer(folder);
    board.createBoard("ops");
    owner = board.server().token("owner", "*");
    for (String title : List.of("a", "b")) {
      var _ =
          board
              .server()
              .with(owner, CardServiceGrpc::newBlockingStub)
              .createCard(
                  CreateCardRequest.newBuilder()
                      .setBoardId("ops")
                      .setCard(Card.newBuilder().setTitle(title))
                      .build());
    }
  }

  @AfterEach
  void stop() {
    board.close();
  }

  private static UploadAttachmentRequest.Builder head(String name) {
    return UploadAttachmentRequest.newBuilder().setCardId("OPS-1").setName(name);
  }

  private static UploadAttachmentRequest chunk(ByteString bytes) {
    return UploadAttachmentRequest.newBuilder().setChunk(bytes).build();
  }

  private StreamObserver<UploadAttachmentRequest> open(
      String secret, StreamObserver<Attachment> answer) {
    return board.server().with(secret, AttachmentServiceGrpc::newStub).uploadAttachment(answer);
  }

  private Attachment upload(
      String secret, UploadAttachmentRequest.Builder head, ByteString... chunks) {
    var requests = new ArrayList<UploadAttachmentRequest>();
    requests.add(head.build());
    for (var bytes : chunks) {
      requests.add(chunk(bytes));
    }
    return Answer.to(answer -> open(secret, answer), requests);
  }

  private Attachment upload(UploadAttachmentRequest.Builder head, ByteString... chunks) {
    return upload(owner, head, chunks);
  }

  private AttachmentServiceBlockingStub attachments() {
    return board.server().with(owner, AttachmentServiceGrpc::newBlockingStub);
  }

  private List<Attachment> list() {
    return attachments()
        .listAttachments(ListAttachmentsRequest.newBuilder().setCardId("OPS-1").build())
        .getAttachmentsList();
  }

  private ByteString download(long id) {
    var request = DownloadAttachmentRequest.newBuilder().setCardId("OPS-1").setId(id).build();
    return ImmutableList.copyOf(attachments().downloadAttachment(request)).stream()
        .map(DownloadAttachmentResponse::getChunk)
        .reduce(ByteString.EMPTY, ByteString::concat);
  }

  private List<Path> files() {
    var blobs = folder.resolve("blobs");
    if (Files.notExists(blobs)) {
      return List.of();
    }
    try (var files = Files.list(blobs)) {
      return files.toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Test
  void file_comesBackAsItWas() {
    var attached = upload(head("../../x.txt").setSha256(SHA_OF_HELLO), HELLO);
    assertThat(attached.getName()).isEqualTo("x.txt");
    assertThat(attached.getSha256()).isEqualTo(SHA_OF_HELLO);
    assertThat(attached.getSizeBytes()).isEqualTo(5);
    assertThat(attached.getContentType()).isEqualTo("application/octet-stream");
    assertThat(download(1)).isEqualTo(HELLO);
    assertThat(list()).containsExactly(attached);
    var large = upload(head("large"), PIECE, HELLO, PIECE);
    assertThat(download(large.getId())).isEqualTo(PIECE.concat(HELLO).concat(PIECE));
    assertThat(upload(head("empty")).getSizeBytes()).isZero();
    assertThat(download(3)).isEmpty();
  }

  @Test
  void fileOfOneByteTooMany_isRefused_andLeavesNothing() {
    var fifty = new ByteString[50];
    java.util.Arrays.fill(fifty, PIECE);
    assertThat(upload(head("just"), fifty).getSizeBytes()).isEqualTo(Attachments.LARGEST_BYTES);
    var answer = new Answer<Attachment>();
    var requests = open(owner, answer);
    requests.onNext(head("more").setChunk(HELLO).build());
    for (var piece : fifty) {
      requests.onNext(chunk(piece));
    }
    assertRefused(ATTACHMENT_TOO_LARGE, answer::get);
    assertThat(files()).hasSize(1);
    assertThat(list()).hasSize(1);
  }

  @Test
  void uploadThatIsCutOff_leavesNothing() throws IOException {
    var answer = new Answer<Attachment>();
    var requests = open(owner, answer);
    requests.onNext(head("half").setChunk(HELLO).build());
    requests.onError(new IOException("killed"));
    assertThatThrownBy(answer::get).isInstanceOf(StatusRuntimeException.class);
    upload(head("whole"), HELLO);
    while (files().size() > 1) {
      Thread.onSpinWait(); // The draft goes when its thread hears of the end.
    }
    assertThat(list()).extracting(Attachment::getName).containsExactly("whole");
    assertRefused(ATTACHMENT_CUT_OFF, () -> upload(head("other").setSha256(SHA_OF_HELLO), PIECE));
    assertThat(files()).hasSize(1);
  }

  @Test
  void repeat_getsTheSameAnswer_andKeepsOneFile() throws IOException {
    var request = head("a").setSha256(SHA_OF_HELLO).setRequestId("r1");
    var first = upload(request, HELLO);
    assertThat(upload(request, HELLO)).isEqualTo(first);
    assertThat(list()).hasSize(1);
    assertRefused(
        REQUEST_ID_REUSED,
        () -> upload(head("b").setSha256(SHA_OF_HELLO).setRequestId("r1"), HELLO));
    for (var file : files()) {
      Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    }
    sweep();
    assertThat(files()).hasSize(1);
    assertThat(download(1)).isEqualTo(HELLO);
  }

  private void sweep() {
    new BlobUpkeep(new FileBlobStore(folder.resolve("blobs")), board.server().readers())
        .run(Instant.now());
  }

  @Test
  void whatIsTakenAway_isSweptAnHourLater() throws IOException {
    upload(head("a"), HELLO);
    var request = RemoveAttachmentRequest.newBuilder().setCardId("OPS-1").setId(1).build();
    assertThat(attachments().removeAttachment(request).getName()).isEqualTo("a");
    assertRefused(ATTACHMENT_NOT_FOUND, () -> download(1));
    assertRefused(ATTACHMENT_NOT_FOUND, () -> attachments().removeAttachment(request));
    sweep();
    assertThat(files()).as("young").hasSize(1);
    var old = Instant.now().minus(BlobUpkeep.YOUNG).minus(Duration.ofSeconds(1));
    Files.setLastModifiedTime(files().getFirst(), FileTime.from(old));
    sweep();
    assertThat(files()).isEmpty();
  }

  @Test
  void bytesThatChangedOnTheDisk_areNotTheFile() throws IOException {
    upload(head("a"), HELLO);
    Files.writeString(files().getFirst(), "hallo");
    assertRefused(ATTACHMENT_DAMAGED, () -> download(1));
    Files.delete(files().getFirst());
    assertRefused(ATTACHMENT_DAMAGED, () -> download(1));
  }

  @Test
  void childToken_attachesToItsOwnCardOnly() {
    var _ =
        board
            .server()
            .with(owner, CardServiceGrpc::newBlockingStub)
            .claimCard(ClaimCardRequest.newBuilder().setCardId("OPS-2").build());
    String child =
        board
            .server()
            .with(owner, ChildTokenServiceGrpc::newBlockingStub)
            .createChildToken(
                CreateChildTokenRequest.newBuilder()
                    .setCardId("OPS-2")
                    .setEpoch(1)
                    .addGrants(Grant.newBuilder().setScope("board.work").setResource("boards/ops"))
                    .build())
            .getSecret();
    assertRefused(GRANT_MISSING, () -> upload(child, head("a"), HELLO));
    var own = upload(child, head("a").setCardId("OPS-2").setEpoch(1), HELLO);
    assertThat(own.getUploadedBy()).isEqualTo("owner/OPS-2.1");
    assertThat(own.getEpoch()).isEqualTo(1);
  }

  @Test
  void head_hasItsBounds() {
    assertRefused(INVALID_ARGUMENT, () -> upload(head(""), HELLO));
    assertRefused(INVALID_ARGUMENT, () -> upload(head("a").setSha256("x"), HELLO));
    assertRefused(INVALID_ARGUMENT, () -> upload(head("a").setContentType("text"), HELLO));
    assertRefused(INVALID_ARGUMENT, () -> upload(head("a"), PIECE.concat(PIECE).concat(HELLO)));
    assertRefused(CARD_NOT_FOUND, () -> upload(head("a").setCardId("OPS-9"), HELLO));
    assertRefused(LEASE_LOST, () -> upload(head("a").setEpoch(3), HELLO));
    String reader = board.server().token("eve", "board.read");
    assertRefused(GRANT_MISSING, () -> upload(reader, head("a"), HELLO));
    assertThat(list()).isEmpty();
  }
}
