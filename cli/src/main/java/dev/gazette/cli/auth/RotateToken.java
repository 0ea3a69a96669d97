package dev.gazette.cli.auth;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.auth.v1.RotateTokenRequest;
import dev.gazette.proto.auth.v1.TokenServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Gives a token a new secret.
@Command(
    name = "rotate",
    description = "Gives a token a new secret, shown this once, and ends the old one.",
    footer = {"", "Examples:", "  gazette auth token rotate ci --secret-file ci.token"})
final class RotateToken implements Verb {

  @Parameters(paramLabel = "TOKEN", description = "The token's id or name.")
  String id = "";

  @Mixin final SecretFile secretFile = new SecretFile();

  @Override
  public void run(Session session) {
    secretFile.check(session);
    var issued =
        session.call(
            TokenServiceGrpc.getRotateTokenMethod(),
            RotateTokenRequest.newBuilder().setTokenId(id).build());
    secretFile.print(session, issued, "rotated");
  }
}
