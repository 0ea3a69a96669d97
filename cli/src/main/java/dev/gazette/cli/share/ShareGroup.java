package dev.gazette.cli.share;

import dev.gazette.cli.frame.Group;
import java.util.List;
import picocli.CommandLine.Command;

/// `gazette share`.
@Command(
    name = "share",
    description = {
      "How boards share the workers that take cards of several (`gazette card claim --next` without a board).",
      "",
      "While several boards have ready cards, each is served in proportion to its weight."
    },
    footer = {"", "Examples:", "  gazette share set ops 3", "  gazette share list"})
public final class ShareGroup implements Group {

  @Override
  public List<String> verbs() {
    return List.of("set", "list");
  }

  @Override
  public Object verb(String name) {
    return switch (name) {
      case "set" -> new SetShare();
      case "list" -> new ListShares();
      default -> throw Group.unknown(name);
    };
  }
}
