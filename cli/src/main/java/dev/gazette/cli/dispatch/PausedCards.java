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
    if (pause.hasBreaker()) {
      return "Dispatch is held back for %s since %s, one card is tried from %s: %s"
          .formatted(
              words(pause), Times.brief(pause.getCreateTime()), until(pause), pause.getReason());
    }
    return "Dispatch is paused for %s, by %s since %s%s"
        .formatted(
            words(pause),
            pause.getActor(),
            Times.brief(pause.getCreateTime()),
            pause.getReason().isEmpty() ? "" : ": " + pause.getReason());
  }

  /// When an open breaker lets a card through; empty for a pause of a person.
  static String until(Pause pause) {
    return pause.hasBreaker() ? Times.brief(pause.getBreaker().getRetryTime()) : "";
  }

  /// The id of a pause: `BOARD/ASSIGNEE`, with `*` for all.
  static String id(Pause pause) {
    return all(pause.getBoardId()) + "/" + all(pause.getAssignee());
  }

  static String all(String name) {
    return name.isEmpty() ? "*" : name;
  }
}
