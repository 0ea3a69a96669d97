package dev.gazette.cli.hook;

import dev.gazette.cli.frame.Group;
import java.util.List;
import picocli.CommandLine.Command;

/// `gazette hook`.
@Command(
    name = "hook",
    description = "Events delivered to URLs, and to commands of the machine.",
    footer = {
      "",
      "Examples:",
      "  gazette hook create chat --url https://example.org/hook --kind card.blocked --kind card.failed",
      "  gazette hook create desk --command desktop --kind card.review_requested",
      "  gazette hook deliveries chat --state dead"
    })
public final class HookGroup implements Group {

  @Override
  public List<String> verbs() {
    return List.of("create", "list", "secret", "test", "delete", "deliveries", "redeliver");
  }

  @Override
  public Object verb(String name) {
    return switch (name) {
      case "create" -> new CreateHook();
      case "list" -> new ListHooks();
      case "secret" -> new ShowSecret();
      case "test" -> new TestHook();
      case "delete" -> new DeleteHook();
      case "deliveries" -> new ListDeliveries();
      case "redeliver" -> new Redeliver();
      default -> throw Group.unknown(name);
    };
  }
}
