package dev.gazette.board.attachment;

import static dev.gazette.platform.error.PlatformReason.QUEUE_FULL;

import com.google.protobuf.ByteString;
import dev.gazette.board.attachment.AttachmentProtos.Head;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.blob.BlobStore;
import dev.gazette.platform.field.Page;
import dev.gazette.platform.grpc.Calls;
import dev.gazette.platform.store.Readers;
import dev.gazette.proto.board.v1.AttachmentServiceGrpc.AttachmentServiceImplBase;
import dev.gazette.proto.board.v1.DownloadAttachmentRequest;
import dev.gazette.proto.board.v1.DownloadAttachmentResponse;
import dev.gazette.proto.board.v1.ListAttachmentsRequest;
import dev.gazette.proto.board.v1.ListAttachmentsResponse;
import dev.gazette.proto.board.v1.RemoveAttachmentRequest;
import dev.gazette.proto.board.v1.UploadAttachmentRequest;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;

/// Serves the files of cards. Bytes go between the wire and the blob store on virtual threads, one
/// piece at a time.
@Singleton
public final class AttachmentGrpcService extends AttachmentServiceImplBase {

  /// How many files may go out at once.
  static final int MOST_AT_ONCE = 64;

  private final Calls calls;
  private final Readers readers;
  private final Attachments attachments;
  private final BlobStore blobs;
  private final UploadGrpcCalls uploads;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  /// Serves these files.
  public AttachmentGrpcService(
      Calls calls,
      Readers readers,
      Attachments attachments,
      BlobStore blobs,
      UploadGrpcCalls uploads) {
    this.calls = calls;
    this.readers = readers;
    this.attachments = attachments;
    this.blobs = blobs;
    this.uploads = uploads;
  }

  @Override
  public StreamObserver<UploadAttachmentRequest> uploadAttachment(
      StreamObserver<dev.gazette.proto.board.v1.Attachment> observer) {
    var actor = Calls.actor();
    return uploads.open(
        observer,
        new Sent(Caller.current()),
        dev.gazette.proto.board.v1.Attachment.parser(),
        (tx, head, file) ->
            AttachmentProtos.render(attachments.attach(tx, actor, head.card(), head.of(file))));
  }

  private final class Sent implements UploadGrpcCalls.Messages<UploadAttachmentRequest, Head> {

    private final Caller caller;

    Sent(Caller caller) {
      this.caller = caller;
    }

    @Override
    public Head head(UploadAttachmentRequest first) {
      var head = AttachmentProtos.head(first);
      AttachmentProtos.requireOwn(caller, head.card());
      readers.readNow(session -> {
        attachments.requireRoom(session, head.card(), 0);
        return true;
      });
      return head;
    }

    @Override
    public ByteString chunk(UploadAttachmentRequest message) {
      return message.getChunk();
    }
  }

  @Override
  public void downloadAttachment(
      DownloadAttachmentRequest request, StreamObserver<DownloadAttachmentResponse> observer) {
    var card = CardId.parse(request.getCardId());
    long id = AttachmentProtos.id(request.getId());
    if (!places.tryAcquire()) {
      throw QUEUE_FULL.because("%d files go out already; try again in a moment.", MOST_AT_ONCE);
    }
    var call = (ServerCallStreamObserver<DownloadAttachmentResponse>) observer;
    var thread = Thread.ofVirtual().name("download").unstarted(() -> download(call, card, id));
    call.setOnReadyHandler(() -> LockSupport.unpark(thread));
    call.setOnCancelHandler(() -> LockSupport.unpark(thread));
    thread.start();
  }

  private void download(
      ServerCallStreamObserver<DownloadAttachmentResponse> call, CardId card, long id) {
    try {
      var attachment = readers.readNow(session -> attachments.get(session, card, id));
      new DownloadStream(call, blobs).run(attachment);
    } catch (RuntimeException failure) {
      call.onError(failure);
    } finally {
      places.release();
    }
  }

  @Override
  public void listAttachments(
      ListAttachmentsRequest request, StreamObserver<ListAttachmentsResponse> observer) {
    var card = CardId.parse(request.getCardId());
    var page = Page.of(request.getPageSize(), request.getPageToken(), "attachments", card);
    long after = page.first() ? 0 : page.numberAfter(0);
    calls.read(
        observer, session -> render(page, attachments.list(session, card, after, page.size() + 1)));
  }

  /// One file more than the page holds was asked for, to know whether there is a next.
  private static ListAttachmentsResponse render(Page page, List<Attachment> found) {
    var response = ListAttachmentsResponse.newBuilder();
    found.stream()
        .limit(page.size())
        .map(AttachmentProtos::render)
        .forEach(response::addAttachments);
    if (found.size() > page.size()) {
      response.setNextPageToken(page.next(found.get(page.size() - 1).id()));
    }
    return response.build();
  }

  @Override
  public void removeAttachment(
      RemoveAttachmentRequest request,
      StreamObserver<dev.gazette.proto.board.v1.Attachment> observer) {
    var actor = Calls.actor();
    var card = CardId.parse(request.getCardId());
    long id = AttachmentProtos.id(request.getId());
    AttachmentProtos.requireOwn(Caller.current(), card);
    calls.write(
        observer,
        dev.gazette.proto.board.v1.Attachment.parser(),
        tx -> AttachmentProtos.render(attachments.remove(tx, actor, card, id)));
  }
}
