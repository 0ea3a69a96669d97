package dev.gazette.cli.limit;

import dev.gazette.proto.board.v1.WipLimit;
import picocli.CommandLine.Option;

/// Which cards a limit is about.
final class LimitedCards {

  @Option(
      names = {"-b", "--board"},
      paramLabel = "BOARD",
      description = "Cards of this board; those of all boards together when not given.")
  String board = "";

  @Option(
      names = "--assignee",
      paramLabel = "NAME",
      description = "Cards of this assignee; those of all together when not given.")
  String assignee = "";

  /// What a limit is about, as part of a sentence.
  static String words(WipLimit limit) {
    String where = limit.getBoardId().isEmpty() ? "all boards" : "board " + limit.getBoardId();
    return limit.getAssignee().isEmpty()
        ? where
        : "cards of %s on %s".formatted(limit.getAssignee(), where);
  }

  /// The id of a limit: `BOARD/ASSIGNEE`, with `*` for all.
  static String id(WipLimit limit) {
    return all(limit.getBoardId()) + "/" + all(limit.getAssignee());
  }

  static String all(String name) {
    return name.isEmpty() ? "*" : name;
  }
}
