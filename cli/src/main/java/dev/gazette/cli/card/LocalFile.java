package dev.gazette.cli.card;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.gazette.cli.connect.RequestIds;
import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.proto.board.v1.Attachment;
import dev.gazette.proto.board.v1.AttachmentServiceGrpc;
import dev.gazette.proto.board.v1.UploadAttachmentRequest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.Stream;

/// A file of this machine that is to be attached to a card: all of it, as it was when it was read.
///
/// @param name what it is called
/// @param type what kind of file it is
record LocalFile(String name, String type, ByteString bytes) {

  static final String STANDARD = "-";

  private static final int LARGEST = 25 * 1024 * 1024;
  private static final int PIECE = 64 * 1024;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /// Reads a file; `-` is standard input. Refused where there is none, or it is over 25 MiB.
  static LocalFile read(Session session, String path) {
    try {
      if (path.equals(STANDARD)) {
        return read("standard input", "stdin", session.around().in());
      }
      try (var stream = Files.newInputStream(Path.of(path))) {
        return read(path, String.valueOf(Path.of(path).getFileName()), stream);
      }
    } catch (NoSuchFileException _) {
      throw Failure.because(Exit.NOT_FOUND, "FILE_NOT_FOUND", "There is no file %s.", path);
    } catch (IOException failure) {
      throw Failure.because(
          Exit.REFUSED, "FILE_NOT_READ", "Cannot read %s: %s.", path, failure.getMessage());
    }
  }

  private static LocalFile read(String path, String name, InputStream stream) throws IOException {
    byte[] bytes = stream.readNBytes(LARGEST + 1);
    if (bytes.length > LARGEST) {
      throw Failure.because(
          Exit.REFUSED, "ATTACHMENT_TOO_LARGE", "%s is over 25 MiB; keep it elsewhere.", path);
    }
    String type = URLConnection.guessContentTypeFromName(name);
    return new LocalFile(name, type == null ? "" : type, UnsafeByteOperations.unsafeWrap(bytes));
  }

  LocalFile named(String other) {
    return new LocalFile(other, type, bytes);
  }

  LocalFile ofType(String other) {
    return new LocalFile(name, other, bytes);
  }

  /// Attaches it to a card.
  ///
  /// @param epoch of the lease on the card; 0 for none
  Attachment attach(Session session, String card, long epoch) {
    var head =
        UploadAttachmentRequest.newBuilder()
            .setCardId(card)
            .setName(name)
            .setContentType(type)
            .setSha256(sha256())
            .setEpoch(epoch)
            .setRequestId(RequestIds.fresh())
            .build();
    var pieces =
        Stream.iterate(0, at -> at < bytes.size(), at -> at + PIECE)
            .map(at -> bytes.substring(at, Math.min(bytes.size(), at + PIECE)))
            .map(piece -> UploadAttachmentRequest.newBuilder().setChunk(piece).build());
    try {
      return session
          .connection()
          .send(
              AttachmentServiceGrpc.getUploadAttachmentMethod(),
              Stream.concat(Stream.of(head), pieces).iterator(),
              session.givenTimeout().orElse(PATIENCE));
    } catch (Failure failure) {
      throw session.withNearest(failure, head);
    }
  }

  private String sha256() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes.asReadOnlyByteBuffer());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256", impossible);
    }
  }
}
