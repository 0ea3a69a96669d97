package dev.gazette.auth.token;

import static dev.gazette.platform.error.PlatformReason.STORE_UNAVAILABLE;

import dev.gazette.platform.home.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// The key that secrets are hashed under: 32 random bytes as base64 in a file of mode 0600. Without
/// it no token made before holds any more.
final class HashKey {

  private static final int BYTES = 32;

  private HashKey() {}

  /// Whether there is a key.
  static boolean exists(Path file) {
    return Files.exists(file);
  }

  /// The key of a file, which is made where it is missing.
  static byte[] load(Path file, RandomGenerator random) {
    try {
      if (!exists(file)) {
        var fresh = new byte[BYTES];
        random.nextBytes(fresh);
        OwnerOnly.write(file, Base64.getEncoder().encodeToString(fresh) + "\n");
      }
      var key = Base64.getDecoder().decode(Files.readString(file).strip());
      if (key.length == BYTES) {
        return key;
      }
    } catch (IOException failure) {
      throw STORE_UNAVAILABLE.because(
          "Cannot read or make the key of tokens %s: %s. Make it and its folder writable for this"
              + " user.",
          file, failure);
    } catch (IllegalArgumentException _) {
      // Not base64: refused below.
    }
    throw STORE_UNAVAILABLE.because(
        "The key of tokens %s is damaged. Restore it; or delete it for a new one, under which no"
            + " token made before holds, and run `gazette auth recover`.",
        file);
  }
}
