package dev.gazette.cli.file;

import dev.gazette.cli.frame.Group;
import java.util.List;
import picocli.CommandLine.Command;

/// `gazette env`.
@Command(
    name = "env",
    description = "The `.env` files of governed repositories.",
    footer = {"", "Examples:", "  gazette env set shop API_KEY", "  gazette env undo shop"})
public final class EnvGroup implements Group {

  @Override
  public List<String> verbs() {
    return List.of("set", "template", "undo", "writes");
  }

  @Override
  public Object verb(String name) {
    return switch (name) {
      case "set" -> new SetEnvKey();
      case "template" -> new ApplyEnvTemplate();
      case "undo" -> new UndoEnv();
      case "writes" -> new ListWrites();
      default -> throw Group.unknown(name);
    };
  }
}
