package dev.gazette.cli.auth;

import dev.gazette.cli.frame.Group;
import java.util.List;
import picocli.CommandLine.Command;

/// `gazette auth token`.
@Command(
    name = "token",
    description = "Access tokens.",
    footer = {"", "Examples:", "  gazette auth token list", "  gazette auth token revoke ci"})
public final class TokenGroup implements Group {

  @Override
  public List<String> verbs() {
    return List.of("create", "list", "revoke", "rotate");
  }

  @Override
  public Object verb(String name) {
    return switch (name) {
      case "create" -> new CreateToken();
      case "list" -> new ListTokens();
      case "revoke" -> new RevokeTokens();
      case "rotate" -> new RotateToken();
      default -> throw Group.unknown(name);
    };
  }
}
