package dev.gazette.auth.token;

import dev.gazette.platform.store.Readers;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The whole token table in memory, so that vouching reads no database. Loaded at the start; kept
/// right by the writes of this process, each applied after its commit and before its answer.
@Singleton
public final class KnownTokens {

  private final Map<TokenId, Token> byId = new ConcurrentHashMap<>();
  private final Map<KeyedHash, TokenId> byHash = new ConcurrentHashMap<>();
  private final Revocations revocations;

  /// Loads the table.
  public KnownTokens(Readers readers, Revocations revocations) {
    this.revocations = revocations;
    readers.readNow(TokenStore::all).forEach(this::apply);
  }

  /// Takes a token's new state, unless a newer one is known: two commits may be applied in either
  /// order. Tells the watchers when a secret ended.
  void apply(Token token) {
    var before = byId.get(token.id());
    var now = byId.merge(token.id(), token, KnownTokens::newer);
    if (now.equals(token) && !token.equals(before)) {
      if (before != null && !before.hash().equals(token.hash())) {
        byHash.remove(before.hash());
      }
      byHash.put(token.hash(), token.id());
      token.endTime().ifPresent(time -> revocations.add(token.id(), time));
    }
  }

  /// Takes what the making of a token changed.
  void apply(Issued issued) {
    issued.forgotten().ifPresent(this::forget);
    issued.ended().forEach(this::apply);
    apply(issued.token());
  }

  private void forget(Token token) {
    byHash.remove(token.hash());
    byId.remove(token.id());
  }

  private static Token newer(Token known, Token candidate) {
    return candidate.revision() > known.revision() ? candidate : known;
  }

  /// The token of a hash, revoked and lapsed ones too.
  Optional<Token> find(KeyedHash hash) {
    return Optional.ofNullable(byHash.get(hash))
        .map(byId::get)
        .filter(token -> token.hash().equals(hash));
  }
}
