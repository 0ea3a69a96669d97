package dev.gazette.cli.limit;

import dev.gazette.cli.frame.Group;
import java.util.List;
import picocli.CommandLine.Command;

/// `gazette pool`.
@Command(
    name = "pool",
    description =
        "What there are only so many of, over all boards: of the cards that name a pool, no more run at once"
            + " than it has room for.",
    footer = {
      "",
      "Examples:",
      "  gazette pool set gpu 2",
      "  gazette card create 'Train it' --pool gpu",
      "  gazette pool list"
    })
public final class PoolGroup implements Group {

  @Override
  public List<String> verbs() {
    return List.of("set", "list", "remove");
  }

  @Override
  public Object verb(String name) {
    return switch (name) {
      case "set" -> new SetPool();
      case "list" -> new ListPools();
      case "remove" -> new RemovePool();
      default -> throw Group.unknown(name);
    };
  }
}
