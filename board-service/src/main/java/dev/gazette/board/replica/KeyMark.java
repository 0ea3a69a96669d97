package dev.gazette.board.replica;

import dev.gazette.platform.config.StartRefused;
import dev.gazette.platform.store.Session;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.sql.SQLException;
import java.util.HexFormat;

/// The key of a replica, as far as the database has to know it.
///
/// @param file where it lies
/// @param fingerprint the SHA-256 of its public half, in hexadecimal digits
/// @param replaced whether it is to count from now on, in place of the one before
public record KeyMark(Path file, String fingerprint, boolean replaced) {

  /// The mark of a key.
  public static KeyMark of(Path file, PublicKey key, boolean replaced) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
      return new KeyMark(file, HexFormat.of().formatHex(digest), replaced);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256", impossible);
    }
  }

  /// Whether the database knows it.
  boolean isKnown(Session session) throws SQLException {
    return KeyMarkStore.find(session).filter(fingerprint::equals).isPresent();
  }

  /// Has the database know it, unless that knows another; answers whether it does now.
  boolean agree(Session session) throws SQLException {
    if (replaced || KeyMarkStore.find(session).isEmpty()) {
      KeyMarkStore.save(session, fingerprint);
    }
    return isKnown(session);
  }

  /// The refusal of a replica with another key.
  StartRefused refused() {
    return StartRefused.because(
        "The board's database belongs to replicas whose key is not the one in %s: hooks, child tokens and repeated"
            + " requests would fail from call to call. Copy data/board/key from the home of a replica"
            + " that runs; or, if the key was replaced for good, start once with"
            + " GAZETTE_BOARD_KEY_REPLACED=true.",
        file);
  }
}
