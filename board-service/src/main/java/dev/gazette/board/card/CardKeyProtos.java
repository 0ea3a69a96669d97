package dev.gazette.board.card;

import com.google.protobuf.MessageLite;
import dev.gazette.platform.field.Fields;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.CreateSwarmRequest;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/// Idempotency keys, read from the wire.
final class CardKeyProtos {

  private static final int LONGEST_KEY = 200;

  private CardKeyProtos() {}

  /// The key of a request for a card; empty when it names none.
  static Optional<CardKey> parse(CreateCardRequest request) {
    return key(
        request.getIdempotencyKey(),
        request.toBuilder().clearRequestId().clearIdempotencyKey().build());
  }

  /// The key of a request for a swarm; empty when it names none.
  static Optional<CardKey> parse(CreateSwarmRequest request) {
    return key(
        request.getIdempotencyKey(),
        request.toBuilder().clearRequestId().clearIdempotencyKey().build());
  }

  private static Optional<CardKey> key(String given, MessageLite asked) {
    String text = Fields.line("idempotency_key", given, LONGEST_KEY);
    return text.isEmpty() ? Optional.empty() : Optional.of(new CardKey(text, hash(asked)));
  }

  /// Of all that is asked: also of fields that this program does not know yet.
  private static String hash(MessageLite asked) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(asked.toByteArray());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256", impossible);
    }
  }
}
