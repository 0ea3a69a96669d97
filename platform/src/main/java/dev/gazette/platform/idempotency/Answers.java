package dev.gazette.platform.idempotency;

import static dev.gazette.platform.error.PlatformReason.REQUEST_ID_REUSED;
import static dev.gazette.platform.error.PlatformReason.SECRET_NOT_REPEATED;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import dev.gazette.platform.store.Operation;
import dev.gazette.platform.store.Transaction;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes writes safe to repeat: keeps the answer of each in the write's own savepoint, and gives a
/// repeat the same one. Of the request only a keyed hash is kept (HMAC-SHA-256), because requests
/// may hold secrets that a plain hash would let a reader of the file guess.
public final class Answers {

  /// How long an answer is kept.
  static final Duration KEPT = Duration.ofHours(24);

  private final Mac mac;

  /// Answers whose requests are hashed under a key of this service, 32 bytes.
  public Answers(byte[] key) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK has HmacSHA256", impossible);
    }
  }

  /// The write, done once for a request key: a repeat within 24 h is answered from what was kept.
  /// Refuses the same id with another request (`REQUEST_ID_REUSED`), and a repeat whose answer held
  /// a secret (`SECRET_NOT_REPEATED`).
  public <T extends Message> Operation<T> once(
      RequestKey key, Operation<T> write, Parser<T> parser) {
    var hash = hash(key.request()); // By the caller's thread: the writer's has enough to do.
    return new Operation<>() {
      @Override
      public void foresee(Transaction transaction) {
        GroupAnswers.of(transaction).ask(key);
        write.foresee(transaction);
      }

      @Override
      public T in(Transaction transaction) throws SQLException {
        var group = GroupAnswers.of(transaction);
        var kept = group.find(transaction, key, transaction.now().minus(KEPT));
        if (kept.isPresent()) {
          return repeat(key, kept.get(), hash, parser);
        }
        T answer = write.in(transaction);
        var response = key.secret() ? null : answer.toByteString();
        group.keep(transaction, key, new AnswerStore.Kept(hash, response));
        return answer;
      }
    };
  }

  private static <T> T repeat(
      RequestKey key, AnswerStore.Kept kept, ByteString hash, Parser<T> parser) {
    if (!kept.requestHash().equals(hash)) {
      throw REQUEST_ID_REUSED.because(
          "Request id %s was used for another request to %s; use a new one.",
          key.requestId(), key.method());
    }
    var response = kept.response();
    if (response == null) {
      throw SECRET_NOT_REPEATED.because(
          "%s was done under request id %s, and its secret is shown once only; rotate the token for a new one.",
          key.method(), key.requestId());
    }
    try {
      return parser.parseFrom(response);
    } catch (InvalidProtocolBufferException damaged) {
      throw new IllegalStateException("A kept answer does not parse", damaged);
    }
  }

  private ByteString hash(ByteString request) {
    try {
      var mine = (Mac) mac.clone();
      mine.update(request.asReadOnlyByteBuffer());
      return ByteString.copyFrom(mine.doFinal());
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("HmacSHA256 of the JDK can be cloned", impossible);
    }
  }
}
