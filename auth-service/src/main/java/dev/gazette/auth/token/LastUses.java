package dev.gazette.auth.token;

import dev.gazette.platform.store.Writer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps when auth itself last accepted each token, within 10 s: one small write per token in that
/// time, however often it calls.
@Singleton
public final class LastUses {

  /// How exact a last use is.
  static final Duration PRECISION = Duration.ofSeconds(10);

  private final Writer writer;
  private final InstantSource clock;
  private final Map<TokenId, Instant> noted = new ConcurrentHashMap<>();

  /// Uses that this writer keeps.
  public LastUses(Writer writer, InstantSource clock) {
    this.writer = writer;
    this.clock = clock;
  }

  /// Notes that a token was accepted. A write that fails is made again at the next use.
  void note(TokenId token) {
    var now = clock.instant();
    var before = noted.get(token);
    if (before != null && now.isBefore(before.plus(PRECISION))) {
      return;
    }
    boolean mine =
        before == null ? noted.putIfAbsent(token, now) == null : noted.replace(token, before, now);
    if (mine) {
      writer
          .write(transaction -> Tokens.recordUses(transaction, List.of(new TokenUse(token, now))))
          .whenComplete((_, failure) -> {
            if (failure != null) {
              noted.remove(token, now);
            }
          });
    }
  }
}
