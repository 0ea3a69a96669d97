package dev.gazette.board.hook;

import com.google.protobuf.util.Timestamps;
import dev.gazette.platform.trust.Trust;
import dev.gazette.proto.board.v1.HookIdentity;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The secrets by which receivers know our deliveries, as Standard Webhooks has it: `whsec_` and 32
/// bytes in base64, HMAC-SHA-256 over id, time and body. A secret is the hash of the board's own
/// signature of the hook, which nobody else can make and which is always the same: so none is
/// stored.
@Singleton
public final class HookSecrets {

  private static final String ALGORITHM = "HmacSHA256";

  private final Trust trust;

  /// Secrets under the board's key.
  public HookSecrets(Trust trust) {
    this.trust = trust;
  }

  /// The secret of a hook, to be told to its receiver.
  String secret(Hook hook) {
    return "whsec_" + Base64.getEncoder().encodeToString(key(hook));
  }

  private byte[] key(Hook hook) {
    var identity =
        HookIdentity.newBuilder()
            .setName(hook.name().value())
            .setCreateTime(Timestamps.fromMillis(hook.createTime().toEpochMilli()))
            .build();
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(trust.sign(identity).getSignature().toByteArray());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256", impossible);
    }
  }

  /// The header `webhook-signature`.
  String signature(Hook hook, DeliveryId id, long seconds, String body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key(hook), ALGORITHM));
      String signed = "%s.%d.%s".formatted(id, seconds, body);
      return "v1,"
          + Base64.getEncoder()
              .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, impossible);
    }
  }
}
