package dev.gazette.cli.repo;

import dev.gazette.cli.frame.Group;
import java.util.List;
import picocli.CommandLine.Command;

/// `gazette repo`.
@Command(
    name = "repo",
    description = "The registry of governed repositories.",
    footer = {"", "Examples:", "  gazette repo register ~/src/shop", "  gazette repo list"})
public final class RepoGroup implements Group {

  @Override
  public List<String> verbs() {
    return List.of("register", "list", "show", "update", "remove", "discover");
  }

  @Override
  public Object verb(String name) {
    return switch (name) {
      case "register" -> new RegisterRepo();
      case "list" -> new ListRepos();
      case "show" -> new ShowRepo();
      case "update" -> new UpdateRepo();
      case "remove" -> new RemoveRepo();
      case "discover" -> new DiscoverRepos();
      default -> throw Group.unknown(name);
    };
  }
}
