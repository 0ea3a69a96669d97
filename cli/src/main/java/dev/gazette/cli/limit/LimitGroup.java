package dev.gazette.cli.limit;

import dev.gazette.cli.frame.Group;
import java.util.List;
import picocli.CommandLine.Command;

/// `gazette limit`.
@Command(
    name = "limit",
    description = {
      "How many cards of a board, of an assignee, or both run at once.",
      "",
      "A column's limit is set with `gazette board columns`, what there are only so many of with"
          + " `gazette pool`."
    },
    footer = {
      "",
      "Examples:",
      "  gazette limit set 3 --board ops",
      "  gazette limit set 2 --assignee coder",
      "  gazette limit list"
    })
public final class LimitGroup implements Group {

  @Override
  public List<String> verbs() {
    return List.of("set", "list", "remove");
  }

  @Override
  public Object verb(String name) {
    return switch (name) {
      case "set" -> new SetLimit();
      case "list" -> new ListLimits();
      case "remove" -> new RemoveLimit();
      default -> throw Group.unknown(name);
    };
  }
}
