package dev.gazette.auth.token;

import dev.gazette.auth.recovery.RecoverySecret;
import dev.gazette.platform.home.Home;
import dev.gazette.platform.service.ServiceName;
import dev.gazette.platform.store.Readers;
import dev.gazette.platform.store.Writer;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What tokens stand on, as beans: the keys and secrets in the home, and the owner's first token,
/// which is there before the first call.
@Factory
final class TokenFactory {

  private static final Logger LOG = LoggerFactory.getLogger(TokenFactory.class);

  private final SecureRandom random = new SecureRandom();

  @Singleton
  SecretHasher hasher(Home home, Readers readers) {
    var file = home.data(ServiceName.AUTH).resolve("token-key");
    if (!HashKey.exists(file) && readers.readNow(TokenStore::hasOwner)) {
      LOG.warn(
          "The key of tokens {} is gone: no token made before holds any more. Restore the file, or"
              + " run `gazette auth recover`.",
          file);
    }
    return new SecretHasher(HashKey.load(file, random));
  }

  @Singleton
  RecoverySecret recovery(Home home, InstantSource clock) {
    return new RecoverySecret(home.data(ServiceName.AUTH).resolve("recovery"), random, clock);
  }

  @Context
  OwnerToken ownerToken(
      Home home, Readers readers, Writer writer, SecretHasher hasher, KnownTokens known) {
    var token = new OwnerToken(home.ownerToken(), readers, writer, new Tokens(hasher), known);
    token.ensure(random);
    return token;
  }
}
