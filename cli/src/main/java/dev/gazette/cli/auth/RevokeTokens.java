package dev.gazette.cli.auth;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.auth.v1.RevokeTokenRequest;
import dev.gazette.proto.auth.v1.TokenServiceGrpc;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Ends tokens.
@Command(
    name = "revoke",
    description = "Ends tokens at once, for good.",
    footer = {"", "Examples:", "  gazette auth token revoke ci"})
final class RevokeTokens implements Verb {

  @Parameters(arity = "1..*", paramLabel = "TOKEN", description = "The tokens' ids or names.")
  List<String> tokens = List.of();

  @Override
  public void run(Session session) {
    for (String id : tokens) {
      var token =
          session.call(
              TokenServiceGrpc.getRevokeTokenMethod(),
              RevokeTokenRequest.newBuilder().setTokenId(id).build());
      session.out().next(token, token.getId(), token.getName() + " revoked");
    }
  }
}
