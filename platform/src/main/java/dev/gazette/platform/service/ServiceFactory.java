package dev.gazette.platform.service;

import dev.gazette.platform.config.PlatformSettings;
import dev.gazette.platform.config.Settings;
import dev.gazette.platform.home.Home;
import dev.gazette.platform.idempotency.Answers;
import dev.gazette.platform.store.Database;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.MessageDigest;

/// What a service's name, home and settings make of it, as beans.
@Factory
final class ServiceFactory {

  @Singleton
  Home home(Settings settings) {
    return settings.home();
  }

  @Singleton
  Database database(ServiceName service, Home home, Settings settings) {
    return settings
        .get(PlatformSettings.databaseUrl(service))
        .map(url -> new Database(service.id(), url))
        .orElseGet(() -> Database.file(service.id(), home.database(service)));
  }

  /// The key under which requests are hashed is drawn from the private key: known to this service
  /// alone, and the same after a restart.
  @Singleton
  Answers answers(KeyPair keys) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update("gazette request hash\0".getBytes(StandardCharsets.US_ASCII));
      return new Answers(digest.digest(keys.getPrivate().getEncoded()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JDK has SHA-256", impossible);
    }
  }
}
