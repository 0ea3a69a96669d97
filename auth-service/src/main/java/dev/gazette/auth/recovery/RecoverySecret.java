package dev.gazette.auth.recovery;

import static dev.gazette.auth.error.AuthReason.RECOVERY_PAUSED;
import static dev.gazette.auth.error.AuthReason.RECOVERY_REFUSED;
import static dev.gazette.platform.error.PlatformReason.STORE_UNAVAILABLE;

import dev.gazette.platform.home.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// What proves that somebody owns the home: a secret in a file of mode 0600 in the folder of the
/// auth service, good for one use. In memory lies only its hash.
///
/// Wrong ones are bounded to 10 in a clock minute. The right one is taken at any time: 256 random
/// bits are not found by trying, and a flood of guesses must not keep the owner out.
public final class RecoverySecret {

  /// How many wrong secrets a clock minute takes.
  static final int WRONG_PER_MINUTE = 10;

  private static final String PREFIX = "gzr_";
  private static final int RANDOM_BYTES = 32;

  private final Path file;
  private final RandomGenerator random;
  private final InstantSource clock;
  private byte[] hash;
  private Instant minute = Instant.EPOCH;
  private int wrong;

  /// The secret of a file, which is made where it is missing or empty.
  public RecoverySecret(Path file, RandomGenerator random, InstantSource clock) {
    this.file = file;
    this.random = random;
    this.clock = clock;
    this.hash = load();
  }

  private byte[] load() {
    try {
      if (Files.exists(file)) {
        String kept = Files.readString(file).strip();
        if (!kept.isEmpty()) {
          return hash(kept);
        }
      }
    } catch (IOException failure) {
      throw STORE_UNAVAILABLE.because(
          "Cannot read the recovery secret %s: %s. Make it readable for this user, or delete it for"
              + " a new one.",
          file, failure);
    }
    return replace();
  }

  private byte[] replace() {
    var bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    String fresh = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    try {
      OwnerOnly.write(file, fresh + "\n");
    } catch (IOException failure) {
      throw STORE_UNAVAILABLE.because(
          "Cannot write a new recovery secret into %s: %s. Make room and its folder writable.",
          file, failure);
    }
    return hash(fresh);
  }

  /// Uses the secret up: it is replaced before this returns, so that it never works twice, also
  /// when what follows fails; then the file holds the next one. Refuses `RECOVERY_REFUSED`,
  /// `RECOVERY_PAUSED`. Writes a file: not for threads that must not block.
  public synchronized void use(String presented) {
    if (!MessageDigest.isEqual(hash(presented.strip()), hash)) {
      throw refusal();
    }
    hash = replace();
  }

  private RuntimeException refusal() {
    var now = clock.instant();
    var current = now.truncatedTo(ChronoUnit.MINUTES);
    if (!current.equals(minute)) {
      minute = current;
      wrong = 0;
    }
    if (wrong >= WRONG_PER_MINUTE) {
      return RECOVERY_PAUSED
          .because("%d wrong recovery secrets in this minute; try again after it.", wrong)
          .retryAfter(Duration.between(now, current.plus(1, ChronoUnit.MINUTES)));
    }
    wrong++;
    return RECOVERY_REFUSED.because(
        "That is not the recovery secret: it changes with each use; read the file %s of the auth"
            + " service again.",
        file.getFileName());
  }

  private static byte[] hash(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256", impossible);
    }
  }
}
