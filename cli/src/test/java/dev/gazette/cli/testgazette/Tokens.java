package dev.gazette.cli.testgazette;

import com.google.protobuf.Timestamp;
import dev.gazette.proto.auth.v1.AuditEntry;
import dev.gazette.proto.auth.v1.AuditServiceGrpc.AuditServiceImplBase;
import dev.gazette.proto.auth.v1.CreateTokenRequest;
import dev.gazette.proto.auth.v1.IssuedToken;
import dev.gazette.proto.auth.v1.ListAuditEntriesRequest;
import dev.gazette.proto.auth.v1.ListAuditEntriesResponse;
import dev.gazette.proto.auth.v1.ListTokensRequest;
import dev.gazette.proto.auth.v1.ListTokensResponse;
import dev.gazette.proto.auth.v1.RecoverOwnerRequest;
import dev.gazette.proto.auth.v1.RevokeTokenRequest;
import dev.gazette.proto.auth.v1.RotateTokenRequest;
import dev.gazette.proto.auth.v1.Token;
import dev.gazette.proto.auth.v1.TokenServiceGrpc.TokenServiceImplBase;
import io.grpc.Status.Code;
import io.grpc.stub.StreamObserver;
import java.util.LinkedHashMap;
import java.util.Map;

/// Tokens in memory, and what was done with them.
final class Tokens extends TokenServiceImplBase {

  private static final Timestamp NOON = Timestamp.newBuilder().setSeconds(1_800_000_000L).build();

  private final Map<String, Token> tokens = new LinkedHashMap<>();
  private final Map<Long, AuditEntry> audit = new LinkedHashMap<>();
  private String owner;

  Tokens(String owner) {
    this.owner = owner;
  }

  synchronized boolean holds(String secret) {
    return owner.equals(secret)
        || tokens.values().stream()
            .anyMatch(token -> !token.hasRevokeTime() && secret(token).equals(secret));
  }

  private static String secret(Token token) {
    return "gzt_" + token.getId() + token.getEtag();
  }

  private synchronized IssuedToken issue(Token token, String action) {
    tokens.put(token.getName(), token);
    audit.put(
        audit.size() + 1L,
        AuditEntry.newBuilder()
            .setId(audit.size() + 1L)
            .setAction(action)
            .setActor("owner")
            .setSubject(token.getId())
            .setCreateTime(NOON)
            .build());
    return IssuedToken.newBuilder().setToken(token).setSecret(secret(token)).build();
  }

  private synchronized Token require(String name) {
    var token = tokens.get(name);
    if (token == null) {
      throw Refuse.with(Code.NOT_FOUND, "TOKEN_NOT_FOUND", "There is no token " + name + ".");
    }
    return token;
  }

  @Override
  public void createToken(CreateTokenRequest request, StreamObserver<IssuedToken> observer) {
    var token =
        Token.newBuilder()
            .setId("tok_" + request.getName())
            .setName(request.getName())
            .addAllGrants(request.getGrantsList())
            .setLimits(request.getLimits())
            .setCreateTime(NOON)
            .build();
    Answer.with(observer, () -> issue(token, "token.created"));
  }

  @Override
  public synchronized void listTokens(
      ListTokensRequest request, StreamObserver<ListTokensResponse> observer) {
    Answer.with(
        observer, () -> ListTokensResponse.newBuilder().addAllTokens(tokens.values()).build());
  }

  @Override
  public void revokeToken(RevokeTokenRequest request, StreamObserver<Token> observer) {
    Answer.with(
        observer,
        () ->
            issue(
                    require(request.getTokenId()).toBuilder().setRevokeTime(NOON).build(),
                    "token.revoked")
                .getToken());
  }

  @Override
  public void rotateToken(RotateTokenRequest request, StreamObserver<IssuedToken> observer) {
    Answer.with(
        observer,
        () ->
            issue(require(request.getTokenId()).toBuilder().setEtag("2").build(), "token.rotated"));
  }

  @Override
  public synchronized void recoverOwner(
      RecoverOwnerRequest request, StreamObserver<IssuedToken> observer) {
    Answer.with(
        observer,
        () -> {
          if (!request.getRecoverySecret().equals("gzr_secret")) {
            throw Refuse.with(
                Code.PERMISSION_DENIED, "RECOVERY_REFUSED", "That is not the recovery secret.");
          }
          owner = "gzt_recovered";
          return IssuedToken.newBuilder()
              .setToken(Token.newBuilder().setId("tok_owner").setName("owner").setOwner(true))
              .setSecret(owner)
              .build();
        });
  }

  /// What was done with tokens.
  AuditServiceImplBase auditService() {
    return new AuditServiceImplBase() {
      @Override
      public void listAuditEntries(
          ListAuditEntriesRequest request, StreamObserver<ListAuditEntriesResponse> observer) {
        Answer.with(
            observer,
            () -> ListAuditEntriesResponse.newBuilder().addAllEntries(audit.values()).build());
      }
    };
  }
}
