package dev.gazette.cli.board;

import dev.gazette.cli.frame.Group;
import dev.gazette.cli.transfer.ExportBoard;
import dev.gazette.cli.transfer.ImportBoard;
import java.util.List;
import picocli.CommandLine.Command;

/// `gazette board`.
@Command(
    name = "board",
    description = "Boards and their columns.",
    footer = {
      "",
      "Examples:",
      "  gazette board show",
      "  gazette board create ops --title Operations",
      "  gazette board columns ops --wip review=3"
    })
public final class BoardGroup implements Group {

  @Override
  public List<String> verbs() {
    return List.of(
        "create",
        "list",
        "show",
        "rename",
        "update",
        "columns",
        "remove",
        "restore",
        "export",
        "import",
        "diagnose",
        "stats",
        "assignees",
        "use");
  }

  @Override
  public Object verb(String name) {
    return switch (name) {
      case "create" -> new CreateBoard();
      case "list" -> new ListBoards();
      case "show" -> new ShowBoard();
      case "rename" -> new RenameBoard();
      case "update" -> new UpdateBoard();
      case "columns" -> new BoardColumns();
      case "remove" -> new RemoveBoard();
      case "restore" -> new RestoreBoard();
      case "export" -> new ExportBoard();
      case "import" -> new ImportBoard();
      case "diagnose" -> new DiagnoseBoard();
      case "stats" -> new ShowStats();
      case "assignees" -> new ListAssignees();
      case "use" -> new UseBoard();
      default -> throw Group.unknown(name);
    };
  }
}
