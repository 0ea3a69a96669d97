package dev.gazette.cli.dispatch;

import dev.gazette.cli.frame.Group;
import java.util.List;
import picocli.CommandLine.Command;

/// `gazette dispatch`.
@Command(
    name = "dispatch",
    description = "Whether cards are given out to workers.",
    footer = {
      "",
      "Examples:",
      "  gazette dispatch pause --reason 'the disk is full'",
      "  gazette dispatch resume",
      "  gazette dispatch list"
    })
public final class DispatchGroup implements Group {

  @Override
  public List<String> verbs() {
    return List.of("pause", "resume", "list");
  }

  @Override
  public Object verb(String name) {
    return switch (name) {
      case "pause" -> new PauseDispatch();
      case "resume" -> new ResumeDispatch();
      case "list" -> new ListPauses();
      default -> throw Group.unknown(name);
    };
  }
}
