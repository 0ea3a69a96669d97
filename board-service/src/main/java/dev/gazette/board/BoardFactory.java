package dev.gazette.board;

import dev.gazette.board.dispatch.BreakerPolicy;
import dev.gazette.board.hook.HookSettings;
import dev.gazette.board.replica.KeyMark;
import dev.gazette.board.retry.RetryPolicy;
import dev.gazette.platform.config.Settings;
import dev.gazette.platform.home.Home;
import dev.gazette.platform.service.ServiceName;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.KeyPair;

/// What the board is made of, as beans, where a setting says how.
@Factory
final class BoardFactory {

  @Singleton
  HookSettings hooks(Settings settings) {
    return BoardSettings.hooks(settings);
  }

  @Singleton
  BreakerPolicy breakers(Settings settings) {
    return BoardSettings.breakers(settings);
  }

  @Singleton
  RetryPolicy retries(Settings settings) {
    return BoardSettings.retries(settings);
  }

  @Singleton
  KeyMark keyMark(KeyPair keys, Home home, Settings settings) {
    return KeyMark.of(
        home.key(ServiceName.BOARD), keys.getPublic(), BoardSettings.keyReplaced(settings));
  }
}
