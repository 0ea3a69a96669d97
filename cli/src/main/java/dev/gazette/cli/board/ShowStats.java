package dev.gazette.cli.board;

import dev.gazette.cli.frame.BoardOption;
import dev.gazette.cli.frame.Durations;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Output;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Text;
import dev.gazette.cli.output.Times;
import dev.gazette.cli.output.Words;
import dev.gazette.proto.board.v1.BoardHistory;
import dev.gazette.proto.board.v1.BoardStats;
import dev.gazette.proto.board.v1.GetBoardStatsRequest;
import dev.gazette.proto.board.v1.StateCount;
import dev.gazette.proto.board.v1.StatsServiceGrpc;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Counts the cards of a board.
@Command(
    name = "stats",
    description =
        "Counts the cards of a board by state, names the ready card that waits longest, and tells how"
            + " much history is kept.",
    footer = {"", "Examples:", "  gazette board stats", "  gazette board stats --board ops --json"})
final class ShowStats implements Verb {

  @Mixin final BoardOption board = new BoardOption();

  @Override
  public void run(Session session) {
    var stats =
        session.call(
            StatsServiceGrpc.getGetBoardStatsMethod(),
            GetBoardStatsRequest.newBuilder().setBoardId(board.in(session)).build());
    if (session.out().form() != Output.Form.PEOPLE) {
      session.out().did(stats, stats.getBoardId(), "");
      return;
    }
    session.out().write(Text.line(told(stats)));
    session.out().write(Text.line(history(stats.getHistory())));
    if (stats.getStatesCount() > 0) {
      session.out().write("");
      session.out().list(stats.getStatesList(), "", ShowStats::state, table());
    }
  }

  private static String told(BoardStats stats) {
    String oldest =
        stats.getOldestReadyCardId().isEmpty()
            ? "none is ready"
            : "the oldest ready one is %s, made %s"
                .formatted(stats.getOldestReadyCardId(), Times.brief(stats.getOldestReadyTime()));
    return "%s has %d cards; %s".formatted(stats.getBoardId(), stats.getCards(), oldest);
  }

  private static String history(BoardHistory history) {
    return "history: %,d runs here, and %,d events of all boards%s; %s"
        .formatted(
            history.getRuns(),
            history.getEvents(),
            history.hasSinceTime() ? " since " + Times.brief(history.getSinceTime()) : "",
            kept(history.getKept().getSeconds()));
  }

  private static String kept(long seconds) {
    return seconds == 0
        ? "all of it is kept"
        : "kept for %s after a card's end".formatted(Durations.words(Duration.ofSeconds(seconds)));
  }

  private static Table<StateCount> table() {
    return new Table<StateCount>()
        .column("state", ShowStats::state)
        .column("cards", StateCount::getCards);
  }

  static String state(StateCount count) {
    return Words.of(count.getState().getValueDescriptor());
  }
}
