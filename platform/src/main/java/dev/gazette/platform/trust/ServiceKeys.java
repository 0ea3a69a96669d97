package dev.gazette.platform.trust;

import dev.gazette.platform.config.StartRefused;
import dev.gazette.platform.home.Home;
import dev.gazette.platform.home.OwnerOnly;
import dev.gazette.platform.service.ServiceName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/// A service's Ed25519 pair: the private key in its own folder (PKCS #8, mode 0600), the public one
/// in the trust folder. The file of the private key holds the public one too, so that it can be
/// published again.
public final class ServiceKeys {

  static final String ALGORITHM = "Ed25519";
  static final String PRIVATE = "PRIVATE KEY";
  static final String PUBLIC = "PUBLIC KEY";

  private ServiceKeys() {}

  /// The pair of a service; makes it on the first start and sees that its public key is published.
  /// The home's folders must be there, and its lock be held.
  public static KeyPair own(Home home, ServiceName service) {
    Path file = home.key(service);
    try {
      if (!Files.exists(file)) {
        var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        OwnerOnly.write(
            file,
            Pem.block(PRIVATE, pair.getPrivate().getEncoded())
                + Pem.block(PUBLIC, pair.getPublic().getEncoded()));
      }
      var pair = read(file);
      publish(home.publicKey(service), Pem.block(PUBLIC, pair.getPublic().getEncoded()));
      return pair;
    } catch (IOException | GeneralSecurityException failure) {
      throw StartRefused.because(
          "Cannot read or make the key of %s in %s: %s. Make the file whole again, or remove it for a"
              + " new one.",
          service.id(), file, failure);
    }
  }

  private static KeyPair read(Path file) throws IOException, GeneralSecurityException {
    String text = Files.readString(file);
    var privateKey = Pem.find(PRIVATE, text);
    var publicKey = Pem.find(PUBLIC, text);
    if (privateKey.isEmpty() || publicKey.isEmpty()) {
      throw new IOException("it lacks a key");
    }
    var keys = KeyFactory.getInstance(ALGORITHM);
    return new KeyPair(
        keys.generatePublic(new X509EncodedKeySpec(publicKey.get())),
        keys.generatePrivate(new PKCS8EncodedKeySpec(privateKey.get())));
  }

  /// Where an init job published it already, the trust folder may well be read-only.
  private static void publish(Path file, String text) throws IOException {
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      OwnerOnly.writeShared(file, text);
    }
  }
}
