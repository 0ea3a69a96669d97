package dev.gazette.cli.auth;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.target.TokenPlace;
import dev.gazette.proto.auth.v1.ListTokensRequest;
import dev.gazette.proto.auth.v1.RotateTokenRequest;
import dev.gazette.proto.auth.v1.Token;
import dev.gazette.proto.auth.v1.TokenServiceGrpc;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Gives a token a new secret.
@Command(
    name = "rotate",
    description =
        "Gives a token a new secret, and ends the old one. It is shown this once, unless a file takes"
            + " it: where the home, the context in use or --token-file holds this token, that is kept"
            + " in step.",
    footer = {
      "",
      "Examples:",
      "  gazette auth token rotate ci --secret-file ci.token",
      "  gazette auth token rotate owner"
    })
final class RotateToken implements Verb {

  private static final int LARGEST_PAGE = 1000;

  @Parameters(paramLabel = "TOKEN", description = "The token's id or name.")
  String id = "";

  @Mixin final SecretFile secretFile = new SecretFile();

  @Override
  public void run(Session session) {
    try (var kept = secretFile.begin(session, places(session))) {
      var issued =
          session.call(
              TokenServiceGrpc.getRotateTokenMethod(),
              RotateTokenRequest.newBuilder().setTokenId(id).build());
      SecretFile.print(session, kept, issued, "rotated");
    }
  }

  /// Where this machine keeps the token to call the target with: the old secret would be denied.
  private List<TokenPlace> places(Session session) {
    var token = find(session);
    return session.target().places().stream()
        .filter(place -> token.filter(it -> keeps(place, it)).isPresent())
        .toList();
  }

  private static boolean keeps(TokenPlace place, Token token) {
    try {
      return place.token().get().startsWith(token.getHint());
    } catch (Failure _) {
      return false;
    }
  }

  /// The token as it is listed, for whoever may list them: those who may not do not hold the
  /// owner's.
  private Optional<Token> find(Session session) {
    var request = ListTokensRequest.newBuilder().setPageSize(LARGEST_PAGE);
    try {
      while (true) {
        var page = session.call(TokenServiceGrpc.getListTokensMethod(), request.build());
        var found = page.getTokensList().stream().filter(this::isMeant).findFirst();
        if (found.isPresent() || page.getNextPageToken().isEmpty()) {
          return found;
        }
        request.setPageToken(page.getNextPageToken());
      }
    } catch (Failure failure) {
      if (failure.exit() != Exit.DENIED) {
        throw failure;
      }
      return Optional.empty();
    }
  }

  private boolean isMeant(Token token) {
    return token.getId().equals(id) || token.getName().equals(id);
  }
}
