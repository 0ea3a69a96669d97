package dev.gazette.auth.token;

import com.google.protobuf.ByteString;
import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Grant;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Statement.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The tables `token` and `token_grant`: the only class that knows their SQL.
final class TokenStore {

  private static final int MOST_GRANTS = 100;

  private TokenStore() {}

  static void add(Session session, Token token) throws SQLException {
    session
        .sql(
            """
            INSERT INTO token (token_id, name, hint, secret_hash, owner, per_minute, per_day, created_by,
                               created_at_ms, secret_created_at_ms, expires_at_ms, revision)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            token.id().value(),
            token.name().value(),
            token.hint(),
            token.hash().bytes(),
            token.owner(),
            token.limits().perMinute(),
            token.limits().perDay(),
            token.createdBy(),
            token.createTime(),
            token.secretTime(),
            token.expireTime(),
            token.revision())
        .update();
    int place = 0;
    for (var grant : token.grants()) {
      session
          .sql(
              "INSERT INTO token_grant (token_id, place, scope, resource) VALUES (?, ?, ?, ?)",
              token.id().value(),
              place++,
              grant.scope(),
              grant.resource())
          .update();
    }
  }

  /// Writes what a rotation or a revocation changes.
  static void update(Session session, Token token) throws SQLException {
    session
        .sql(
            """
            UPDATE token SET hint = ?, secret_hash = ?, secret_created_at_ms = ?, revoked_at_ms = ?, revision = ?
             WHERE token_id = ?
            """,
            token.hint(),
            token.hash().bytes(),
            token.secretTime(),
            token.revokeTime(),
            token.revision(),
            token.id().value())
        .update();
  }

  /// Keeps the later of a token's last use and this one; answers 1 if that is this one.
  static int use(Session session, TokenId id, Instant time) throws SQLException {
    return session
        .sql(
            """
            UPDATE token SET last_used_at_ms = ?
             WHERE token_id = ? AND COALESCE(last_used_at_ms, 0) < ?
            """,
            time,
            id.value(),
            time)
        .update();
  }

  static void remove(Session session, TokenId id) throws SQLException {
    session.sql("DELETE FROM token_grant WHERE token_id = ?", id.value()).update();
    session.sql("DELETE FROM token WHERE token_id = ?", id.value()).update();
  }

  static Optional<Token> find(Session session, TokenRef ref) throws SQLException {
    return switch (ref) {
      case TokenRef.ById(var id) ->
          one(session, "SELECT * FROM token WHERE token_id = ?", id.value());
      case TokenRef.ByName(var name) ->
          one(
              session,
              "SELECT * FROM token WHERE name = ? AND revoked_at_ms IS NULL",
              name.value());
    };
  }

  /// The token that ended first, by an instant.
  static Optional<Token> oldestEnded(Session session, Instant now) throws SQLException {
    return one(
        session,
        """
        SELECT * FROM token WHERE revoked_at_ms IS NOT NULL OR expires_at_ms <= ?
         ORDER BY COALESCE(revoked_at_ms, expires_at_ms), token_id LIMIT 1
        """,
        now);
  }

  private static Optional<Token> one(Session session, String sql, Object parameter)
      throws SQLException {
    var bare = session.sql(sql, parameter).first(TokenStore::token);
    return bare.isEmpty() ? bare : Optional.of(withGrants(session, bare.get()));
  }

  static List<Token> owners(Session session) throws SQLException {
    return session
        .sql("SELECT * FROM token WHERE owner = 1 AND revoked_at_ms IS NULL ORDER BY token_id")
        .list(TokenStore::token);
  }

  /// Whether there ever was an owner's token.
  static boolean hasOwner(Session session) throws SQLException {
    return session.sql("SELECT 1 FROM token WHERE owner = 1").exists();
  }

  static long count(Session session) throws SQLException {
    return session.sql("SELECT COUNT(*) FROM token").number();
  }

  /// The tokens made before one, newest first; those that ended by an instant only if asked for.
  static List<Token> page(Session session, TokenPage page, Instant now) throws SQLException {
    return withGrants(
        session,
        session
            .sql(
                """
                SELECT * FROM token
                 WHERE (created_at_ms, token_id) < (?, ?)
                   AND (? = 1 OR (revoked_at_ms IS NULL AND (expires_at_ms IS NULL OR expires_at_ms > ?)))
                 ORDER BY created_at_ms DESC, token_id DESC LIMIT ?
                """,
                page.beforeMillis(),
                page.beforeId(),
                page.showEnded(),
                now,
                page.size())
            .list(TokenStore::token));
  }

  /// The whole table, which holds at most as many as are kept.
  static List<Token> all(Session session) throws SQLException {
    return page(session, TokenPage.first(true, Integer.MAX_VALUE), Instant.EPOCH);
  }

  private static List<Token> withGrants(Session session, List<Token> bare) throws SQLException {
    var tokens = new ArrayList<Token>(bare.size());
    for (var token : bare) {
      tokens.add(withGrants(session, token));
    }
    return List.copyOf(tokens);
  }

  private static Token withGrants(Session session, Token bare) throws SQLException {
    return bare.withGrants(
        session
            .sql(
                "SELECT scope, resource FROM token_grant WHERE token_id = ? ORDER BY place LIMIT ?",
                bare.id().value(),
                MOST_GRANTS)
            .list(rows -> new Grant(rows.getString(1), rows.getString(2))));
  }

  private static Token token(ResultSet rows) throws SQLException {
    return new Token(
        new TokenId(rows.getString("token_id")),
        new TokenName(rows.getString("name")),
        rows.getString("hint"),
        new KeyedHash(ByteString.copyFrom(rows.getBytes("secret_hash"))),
        List.of(),
        rows.getInt("owner") == 1,
        new CallLimit(rows.getInt("per_minute"), rows.getInt("per_day")),
        rows.getString("created_by"),
        Instant.ofEpochMilli(rows.getLong("created_at_ms")),
        Instant.ofEpochMilli(rows.getLong("secret_created_at_ms")),
        Row.instant(rows, "expires_at_ms"),
        Row.instant(rows, "last_used_at_ms"),
        Row.instant(rows, "revoked_at_ms"),
        rows.getLong("revision"));
  }
}
