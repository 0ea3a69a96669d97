package dev.gazette.auth.token;

import static dev.gazette.platform.error.PlatformReason.STORE_UNAVAILABLE;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.access.TokenSecret;
import dev.gazette.platform.home.OwnerOnly;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The owner's first token: made at the first start, its secret written once into a file of mode
/// 0600. The file comes before the commit: a crash between the two leaves a secret that means
/// nothing, which the next start replaces, and never a token whose secret nobody has.
final class OwnerToken {

  private static final Logger LOG = LoggerFactory.getLogger(OwnerToken.class);
  private static final Actor FIRST_START = new Actor("auth", "first-start");

  private final Path file;
  private final Readers readers;
  private final Writer writer;
  private final Tokens tokens;
  private final KnownTokens known;

  OwnerToken(Path file, Readers readers, Writer writer, Tokens tokens, KnownTokens known) {
    this.file = file;
    this.readers = readers;
    this.writer = writer;
    this.tokens = tokens;
    this.known = known;
  }

  /// Makes the token unless there ever was one. Blocks: for the start.
  void ensure(RandomGenerator random) {
    if (readers.readNow(TokenStore::hasOwner)) {
      return;
    }
    var secret = TokenSecret.generate(random);
    try {
      OwnerOnly.write(file, secret.text() + "\n");
      var made =
          writer
              .write(transaction -> tokens.createOwner(transaction, FIRST_START, secret))
              .toCompletableFuture()
              .join();
      if (made.isEmpty()) {
        // Another replica was first, and wrote its own.
        Files.deleteIfExists(file);
      } else {
        known.apply(made.get());
        LOG.info("The owner's token is in {}", file);
      }
    } catch (IOException failure) {
      throw STORE_UNAVAILABLE.because(
          "Cannot write the owner's token into %s: %s. Make its folder writable for this user.",
          file, failure);
    }
  }
}
