package dev.gazette.cli.card;

import dev.gazette.cli.connect.Incoming;
import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.proto.board.v1.Attachment;
import dev.gazette.proto.board.v1.AttachmentServiceGrpc;
import dev.gazette.proto.board.v1.DownloadAttachmentRequest;
import dev.gazette.proto.board.v1.DownloadAttachmentResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

/// A file of a card on its way here: what it is, then its bytes. It came whole only if {@link
/// #copyTo} ends well.
public final class Download implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Session session;
  private final DownloadAttachmentRequest request;
  private final Incoming<DownloadAttachmentResponse> incoming;

  /// A download, asked for but not yet answered.
  ///
  /// @param id the file's number on the card
  public Download(Session session, String card, long id) {
    this.session = session;
    this.request = DownloadAttachmentRequest.newBuilder().setCardId(card).setId(id).build();
    this.incoming = session.open(AttachmentServiceGrpc.getDownloadAttachmentMethod(), request);
  }

  /// What it is; asked once, first of all.
  public Attachment attachment() {
    return next().map(DownloadAttachmentResponse::getAttachment).orElseThrow(Download::stalled);
  }

  /// Writes its bytes as they come.
  public void copyTo(OutputStream out) throws IOException {
    for (var piece = next(); piece.isPresent(); piece = next()) {
      piece.get().getChunk().writeTo(out);
    }
    if (!incoming.ended()) {
      throw stalled();
    }
    out.flush();
  }

  private Optional<DownloadAttachmentResponse> next() {
    try {
      return incoming.next(PATIENCE);
    } catch (Failure failure) {
      throw session.withNearest(failure, request);
    }
  }

  private static Failure stalled() {
    return Failure.because(
        Exit.TIMED_OUT, "TIMED_OUT", "Nothing of the file came for %d s.", PATIENCE.toSeconds());
  }

  @Override
  public void close() {
    incoming.close();
  }
}
