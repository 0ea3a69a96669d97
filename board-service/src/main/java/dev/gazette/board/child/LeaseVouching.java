package dev.gazette.board.child;

import static dev.gazette.platform.error.PlatformReason.TOKEN_EXPIRED;

import dev.gazette.board.board.CardId;
import dev.gazette.board.run.LeaseStore;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.ChildVouching;
import dev.gazette.platform.store.Readers;
import dev.gazette.proto.board.v1.ChildToken;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/// How the board makes sure of child tokens: its own signature, remembered, and the lease, read
/// each time.
@Singleton
public final class LeaseVouching implements ChildVouching {

  /// How many signatures are remembered as good; checking one costs some 0.1 ms.
  private static final int BOUND = 4_096;

  private final ChildTokens tokens;
  private final Readers readers;
  private final Map<String, ChildToken> signed = new ConcurrentHashMap<>();

  /// Vouching by the leases that these readers see.
  public LeaseVouching(ChildTokens tokens, Readers readers) {
    this.tokens = tokens;
    this.readers = readers;
  }

  @Override
  public CompletionStage<Caller> vouch(String secret) {
    return holding(secret).thenApply(Caller::child);
  }

  /// What a child token says, if its lease holds. Refused with `TOKEN_INVALID` or `TOKEN_EXPIRED`.
  CompletionStage<ChildToken> holding(String secret) {
    return readers.read(session -> {
      var token = read(secret);
      var card = CardId.parse(token.getCardId());
      if (!LeaseStore.holds(session, card, token.getEpoch())) {
        throw TOKEN_EXPIRED.because(
            "The lease %d on %s has ended, and its child token with it; stop the work.",
            token.getEpoch(), card);
      }
      return token;
    });
  }

  private ChildToken read(String secret) {
    var known = signed.get(secret);
    if (known != null) {
      return known;
    }
    var token = tokens.read(secret);
    if (signed.size() >= BOUND) {
      signed.clear();
    }
    signed.put(secret, token);
    return token;
  }
}
