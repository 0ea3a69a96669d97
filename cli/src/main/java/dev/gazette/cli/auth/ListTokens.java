package dev.gazette.cli.auth;

import dev.gazette.cli.frame.Paging;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.auth.v1.ListTokensRequest;
import dev.gazette.proto.auth.v1.ListTokensResponse;
import dev.gazette.proto.auth.v1.Token;
import dev.gazette.proto.auth.v1.TokenServiceGrpc;
import dev.gazette.proto.common.v1.Grant;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists tokens.
@Command(
    name = "list",
    description = "Lists tokens, newest first, without their secrets.",
    footer = {"", "Examples:", "  gazette auth token list", "  gazette auth token list --ended"})
final class ListTokens implements Verb {

  @Option(names = "--ended", description = "Also those that were revoked or lapsed.")
  boolean ended;

  @Mixin final Paging paging = new Paging();

  @Override
  public void run(Session session) {
    var page =
        paging.read(
            (size, token) ->
                session.call(
                    TokenServiceGrpc.getListTokensMethod(),
                    ListTokensRequest.newBuilder()
                        .setShowEnded(ended)
                        .setPageSize(size)
                        .setPageToken(token)
                        .build()),
            ListTokensResponse::getTokensList,
            ListTokensResponse::getNextPageToken);
    Paging.print(session, page, Token::getId, table());
  }

  private static Table<Token> table() {
    return new Table<Token>()
        .column("id", Token::getId)
        .column("name", Token::getName)
        .column("hint", Token::getHint)
        .column("used", token -> token.hasLastUseTime() ? Times.brief(token.getLastUseTime()) : "-")
        .column("ends", ListTokens::end)
        .column("grants", ListTokens::grants);
  }

  private static String end(Token token) {
    if (token.hasRevokeTime()) {
      return "revoked " + Times.brief(token.getRevokeTime());
    }
    return token.hasExpireTime() ? Times.brief(token.getExpireTime()) : "never";
  }

  private static String grants(Token token) {
    return token.getOwner()
        ? "everything"
        : token.getGrantsList().stream().map(ListTokens::grant).collect(Collectors.joining(" "));
  }

  private static String grant(Grant grant) {
    return grant.getResource().isEmpty()
        ? grant.getScope()
        : grant.getScope() + "@" + grant.getResource();
  }
}
