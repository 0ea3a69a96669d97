package dev.gazette.cli.dispatch;

import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.Pause;
import picocli.CommandLine.Option;

/// Which cards a pause is about.
final class PausedCards {

  @Option(
      names = {"-b", "--board"},
      paramLabel = "BOARD",
      description = "Only cards of this board; those of all boards when not given.")
  String board = "";

  @Option(
      names = "--assignee",
      paramLabel = "NAME",
      description = "Only cards of this assignee; those of all when not given.")
  String assignee = "";

  /// What a pause is about, as part of a sentence.
  static String words(Pause pause) {
    String where = pause.getBoardId().isEmpty() ? "all boards" : "board " + pause.getBoardId();
    return pause.getAssignee().isEmpty()
        ? where
        : "the cards of %s on %s".formatted(pause.getAssignee(), where);
  }

  /// A pause as one sentence, without its full stop.
  static String sentence(Pause pause) {
    return "Dispatch is paused for %s, by %s since %s%s"
        .formatted(
            words(pause),
            pause.getActor(),
            Times.brief(pause.getCreateTime()),
            pause.getReason().isEmpty() ? "" : ": " + pause.getReason());
  }

  /// The id of a pause: `BOARD/ASSIGNEE`, with `*` for all.
  static String id(Pause pause) {
    return all(pause.getBoardId()) + "/" + all(pause.getAssignee());
  }

  static String all(String name) {
    return name.isEmpty() ? "*" : name;
  }
}
