package dev.gazette.cli.auth;

import dev.gazette.cli.frame.Group;
import java.util.List;
import picocli.CommandLine.Command;

/// `gazette auth`.
@Command(
    name = "auth",
    description = "Tokens, audit, recovery, and the places to call.",
    footer = {
      "",
      "Examples:",
      "  gazette auth token create ci --grant board.read --expires 30d",
      "  gazette auth login prod --server gazette.example.org --token-file token"
    })
public final class AuthGroup implements Group {

  @Override
  public List<String> verbs() {
    return List.of("token", "audit", "recover", "login", "use", "contexts");
  }

  @Override
  public Object verb(String name) {
    return switch (name) {
      case "token" -> new TokenGroup();
      case "audit" -> new ListAudit();
      case "recover" -> new RecoverOwner();
      case "login" -> new Login();
      case "use" -> new UseContext();
      case "contexts" -> new ListContexts();
      default -> throw Group.unknown(name);
    };
  }
}
