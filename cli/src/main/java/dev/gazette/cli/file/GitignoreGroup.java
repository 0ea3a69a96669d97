package dev.gazette.cli.file;

import dev.gazette.cli.frame.Group;
import java.util.List;
import picocli.CommandLine.Command;

/// `gazette gitignore`.
@Command(
    name = "gitignore",
    description = "The `.gitignore` files of governed repositories.",
    footer = {
      "",
      "Examples:",
      "  gazette gitignore merge shop target/ .env",
      "  gazette gitignore undo shop"
    })
public final class GitignoreGroup implements Group {

  @Override
  public List<String> verbs() {
    return List.of("merge", "undo");
  }

  @Override
  public Object verb(String name) {
    return switch (name) {
      case "merge" -> new MergeGitignore();
      case "undo" -> new UndoGitignore();
      default -> throw Group.unknown(name);
    };
  }
}
