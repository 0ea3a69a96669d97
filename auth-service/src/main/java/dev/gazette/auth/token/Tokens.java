package dev.gazette.auth.token;

import static dev.gazette.auth.error.AuthReason.TOKENS_FULL;
import static dev.gazette.auth.error.AuthReason.TOKEN_ENDED;
import static dev.gazette.auth.error.AuthReason.TOKEN_NAME_TAKEN;
import static dev.gazette.auth.error.AuthReason.TOKEN_NOT_FOUND;

import dev.gazette.auth.audit.Audit;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.TokenSecret;
import dev.gazette.platform.store.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The operations on tokens. Each leaves an event and an audit entry in its own transaction.
final class Tokens {

  /// How many tokens are kept, ended ones included: beyond, the one that ended first is forgotten.
  static final int MOST = 10_000;

  private final SecretHasher hasher;
  private final int most;

  Tokens(SecretHasher hasher) {
    this(hasher, MOST);
  }

  Tokens(SecretHasher hasher, int most) {
    this.hasher = hasher;
    this.most = most;
  }

  /// Makes a token; a lapsed one of the same name is revoked for it. Refuses `TOKEN_NAME_TAKEN`,
  /// `GRANT_NOT_HELD`, `TOKENS_FULL`.
  Issued create(Transaction transaction, Actor actor, Caller maker, NewToken wanted)
      throws SQLException {
    var expireTime = wanted.lifetime().map(transaction.now()::plus).orElse(null);
    var holdings = new Holdings(maker);
    holdings.requireGrants(wanted.grants());
    holdings.requireLimits(wanted.limits(maker.limits()));
    holdings.requireTime(expireTime);
    var ended = freeName(transaction, actor, wanted.name());
    var forgotten = makeRoom(transaction, actor);
    var secret = TokenSecret.generate(transaction.random());
    var token = fresh(transaction, actor, secret, wanted, maker.limits(), expireTime);
    TokenStore.add(transaction.session(), token);
    transaction.append(actor, TokenEvents.created(token));
    Audit.done(transaction, actor, "token.created", token.id().value(), "name " + token.name());
    return new Issued(token, secret, ended, forgotten);
  }

  private Token fresh(
      Transaction transaction,
      Actor actor,
      TokenSecret secret,
      NewToken wanted,
      CallLimit makers,
      @Nullable Instant expireTime) {
    return new Token(
        new TokenId(transaction.newId(TokenId.PREFIX)),
        wanted.name(),
        secret.hint(),
        hasher.hash(secret),
        wanted.grants(),
        false,
        wanted.limits(makers),
        actor.name(),
        transaction.now(),
        transaction.now(),
        expireTime,
        null,
        null,
        1);
  }

  private static List<Token> freeName(Transaction transaction, Actor actor, TokenName name)
      throws SQLException {
    var holder = TokenStore.find(transaction.session(), new TokenRef.ByName(name));
    if (holder.isEmpty()) {
      return List.of();
    }
    if (!holder.get().lapsed(transaction.now())) {
      throw TOKEN_NAME_TAKEN
          .because("A token %s lives already; revoke it, or choose another name.", name)
          .with("token_id", holder.get().id());
    }
    return List.of(end(transaction, actor, holder.get()));
  }

  private Optional<Token> makeRoom(Transaction transaction, Actor actor) throws SQLException {
    if (TokenStore.count(transaction.session()) < most) {
      return Optional.empty();
    }
    var oldest = TokenStore.oldestEnded(transaction.session(), transaction.now());
    if (oldest.isEmpty()) {
      throw TOKENS_FULL.because("%,d tokens live, as many as are kept; revoke some.", most);
    }
    TokenStore.remove(transaction.session(), oldest.get().id());
    transaction.append(actor, TokenEvents.forgotten(oldest.get()));
    return oldest;
  }

  /// Ends a token for good; one that was revoked stays as it is. Refuses `TOKEN_NOT_FOUND`,
  /// `GRANT_NOT_HELD`.
  Token revoke(Transaction transaction, Actor actor, Caller caller, TokenRef ref)
      throws SQLException {
    var token = require(transaction, ref);
    new Holdings(caller).requireGrants(token.effectiveGrants());
    return token.revoked() ? token : end(transaction, actor, token);
  }

  private static Token end(Transaction transaction, Actor actor, Token token) throws SQLException {
    var ended = token.revokedAt(transaction.now());
    TokenStore.update(transaction.session(), ended);
    transaction.append(actor, TokenEvents.revoked(ended));
    Audit.done(transaction, actor, "token.revoked", ended.id().value(), "name " + ended.name());
    return ended;
  }

  /// Gives a token a new secret; the old one is worth nothing from here on. Refuses
  /// `TOKEN_NOT_FOUND`, `TOKEN_ENDED`, `GRANT_NOT_HELD`.
  Issued rotate(Transaction transaction, Actor actor, Caller caller, TokenRef ref)
      throws SQLException {
    var token = require(transaction, ref);
    var holdings = new Holdings(caller);
    holdings.requireGrants(token.effectiveGrants());
    holdings.requireLimits(token.limits());
    holdings.requireTime(token.expireTime());
    if (token.ended(transaction.now())) {
      throw TOKEN_ENDED.because(
          "Cannot rotate token %s: it %s for good; make a new one.",
          token.name(), token.revoked() ? "was revoked" : "lapsed");
    }
    var secret = TokenSecret.generate(transaction.random());
    var rotated = token.withSecret(secret.hint(), hasher.hash(secret), transaction.now());
    TokenStore.update(transaction.session(), rotated);
    transaction.append(actor, TokenEvents.rotated(rotated));
    Audit.done(transaction, actor, "token.rotated", rotated.id().value(), "name " + rotated.name());
    return Issued.alone(rotated, secret);
  }

  private static Token require(Transaction transaction, TokenRef ref) throws SQLException {
    return TokenStore.find(transaction.session(), ref)
        .orElseThrow(
            () -> TOKEN_NOT_FOUND.because("There is no token %s; list the tokens.", ref.text()));
  }

  /// Makes the owner's first token, unless there ever was one.
  Optional<Issued> createOwner(Transaction transaction, Actor actor, TokenSecret secret)
      throws SQLException {
    if (TokenStore.hasOwner(transaction.session())) {
      return Optional.empty();
    }
    var token = ownerToken(transaction, actor, secret);
    TokenStore.add(transaction.session(), token);
    transaction.append(actor, TokenEvents.created(token));
    Audit.done(transaction, actor, "token.created", token.id().value(), "the owner's first token");
    return Optional.of(Issued.alone(token, secret));
  }

  /// Ends every owner token and makes a new one, for who proved to own the home.
  Issued recover(Transaction transaction, Actor actor) throws SQLException {
    var ended = new ArrayList<Token>();
    for (var token : TokenStore.owners(transaction.session())) {
      ended.add(end(transaction, actor, token));
    }
    var forgotten = makeRoom(transaction, actor);
    var secret = TokenSecret.generate(transaction.random());
    var token = ownerToken(transaction, actor, secret);
    TokenStore.add(transaction.session(), token);
    transaction.append(actor, TokenEvents.recovered(token));
    Audit.done(transaction, actor, "token.recovered", token.id().value(), "by the recovery secret");
    return new Issued(token, secret, List.copyOf(ended), forgotten);
  }

  private Token ownerToken(Transaction transaction, Actor actor, TokenSecret secret) {
    return new Token(
        new TokenId(transaction.newId(TokenId.PREFIX)),
        TokenName.OWNER,
        secret.hint(),
        hasher.hash(secret),
        List.of(),
        true,
        CallLimit.NONE,
        actor.name(),
        transaction.now(),
        transaction.now(),
        null,
        null,
        null,
        1);
  }

  /// Keeps when tokens were last used; a time ahead of the transaction's counts as that. Makes no
  /// event. Answers how many were news: an unknown id is passed over, its token may be forgotten.
  static int recordUses(Transaction transaction, List<TokenUse> uses) throws SQLException {
    int news = 0;
    for (var use : uses) {
      var time = use.time().isAfter(transaction.now()) ? transaction.now() : use.time();
      news += TokenStore.use(transaction.session(), use.token(), time);
    }
    return news;
  }
}
