package dev.gazette.auth.token;

import dev.gazette.platform.access.TokenSecret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Hashes secrets under the key of the auth service, so that who reads the database alone can
/// neither call nor test guesses. 256 random bits need no slow hash. Safe for several threads.
public final class SecretHasher {

  private static final String ALGORITHM = "HmacSHA256";

  private final Mac keyed;

  /// A hasher under a key, 32 bytes.
  public SecretHasher(byte[] key) {
    try {
      keyed = Mac.getInstance(ALGORITHM);
      keyed.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK has " + ALGORITHM, impossible);
    }
  }

  KeyedHash hash(TokenSecret secret) {
    try {
      var mac = (Mac) keyed.clone();
      return KeyedHash.of(mac.doFinal(secret.text().getBytes(StandardCharsets.US_ASCII)));
    } catch (CloneNotSupportedException impossible) {
      throw new IllegalStateException("The JDK's own Mac clones", impossible);
    }
  }
}
