package dev.gazette.cli.ask;

import dev.gazette.cli.frame.Group;
import java.util.List;
import picocli.CommandLine.Command;

/// `gazette model`.
@Command(
    name = "model",
    description = "The models that can be asked.",
    footer = {"", "Examples:", "  gazette model list"})
public final class ModelGroup implements Group {

  @Override
  public List<String> verbs() {
    return List.of("list");
  }

  @Override
  public Object verb(String name) {
    return switch (name) {
      case "list" -> new ListModels();
      default -> throw Group.unknown(name);
    };
  }
}
