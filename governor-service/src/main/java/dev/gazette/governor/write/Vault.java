package dev.gazette.governor.write;

import dev.gazette.platform.config.StartRefused;
import dev.gazette.platform.home.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Encrypts contents that have to be kept: AES-256-GCM under a key in the governor's own folder. A
/// sealed content belongs to one label, e.g. one write, and opens under no other.
public final class Vault {

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String CIPHER = "AES/GCM/NoPadding";

  private final SecretKey key;

  private Vault(SecretKey key) {
    this.key = key;
  }

  /// The vault whose key lies in a file; makes the file, readable by its owner alone, on the first
  /// start.
  public static Vault open(Path file) {
    try {
      if (!Files.exists(file)) {
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        OwnerOnly.write(file, HexFormat.of().formatHex(fresh) + "\n");
      }
      byte[] bytes = HexFormat.of().parseHex(Files.readString(file).strip());
      if (bytes.length == KEY_BYTES) {
        return new Vault(new SecretKeySpec(bytes, "AES"));
      }
    } catch (IOException | IllegalArgumentException _) {
      // Refused below.
    }
    throw StartRefused.because(
        "Cannot read or make the key of kept contents in %s: it must hold 64 hex digits. Restore it; without it"
            + " no write from before can be finished or undone.",
        file);
  }

  /// A content as it may be kept: the nonce and what the cipher made of it.
  byte[] seal(RandomGenerator random, String label, String content) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed =
        run(Cipher.ENCRYPT_MODE, nonce, label, content.getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
  }

  /// The content that was sealed under a label.
  String open(String label, byte[] sealed) {
    var bytes = ByteBuffer.wrap(sealed);
    byte[] nonce = new byte[NONCE_BYTES];
    byte[] rest = new byte[sealed.length - NONCE_BYTES];
    bytes.get(nonce).get(rest);
    return new String(run(Cipher.DECRYPT_MODE, nonce, label, rest), StandardCharsets.UTF_8);
  }

  private byte[] run(int mode, byte[] nonce, String label, byte[] input) {
    try {
      var cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(label.getBytes(StandardCharsets.UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(
          "A kept content does not open: the key or the database is another's", failure);
    }
  }
}
