package dev.gazette.platform.trust;

import dev.gazette.platform.home.Home;
import dev.gazette.platform.service.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The public keys in the trust folder. A key is read again when its file changed: it may appear
/// after our start, and be replaced.
final class PublicKeys {

  private final Home home;
  private final Map<ServiceName, Known> known = new ConcurrentHashMap<>();

  PublicKeys(Home home) {
    this.home = home;
  }

  /// A file that was read. Replacing a file gives it another `fileKey`, also within one tick of its
  /// clock.
  private record Known(Version version, PublicKey key) {}

  private record Version(@Nullable Object fileKey, long modifiedMillis, long size) {}

  /// The key of a service, if it is published.
  Optional<PublicKey> of(ServiceName service) {
    Path file = home.publicKey(service);
    try {
      var version = version(file);
      var last = known.get(service);
      if (last == null || !last.version().equals(version)) {
        last = new Known(version, read(file));
        known.put(service, last);
      }
      return Optional.of(last.key());
    } catch (IOException | GeneralSecurityException _) {
      known.remove(service);
      return Optional.empty();
    }
  }

  private static Version version(Path file) throws IOException {
    var attributes = Files.readAttributes(file, BasicFileAttributes.class);
    return new Version(
        attributes.fileKey(), attributes.lastModifiedTime().toMillis(), attributes.size());
  }

  private static PublicKey read(Path file) throws IOException, GeneralSecurityException {
    byte[] encoded =
        Pem.find(ServiceKeys.PUBLIC, Files.readString(file))
            .orElseThrow(() -> new IOException("not a public key"));
    return KeyFactory.getInstance(ServiceKeys.ALGORITHM)
        .generatePublic(new X509EncodedKeySpec(encoded));
  }
}
