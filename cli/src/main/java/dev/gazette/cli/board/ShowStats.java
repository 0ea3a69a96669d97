package dev.gazette.cli.board;

import dev.gazette.cli.frame.BoardOption;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Output;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Text;
import dev.gazette.cli.output.Times;
import dev.gazette.cli.output.Words;
import dev.gazette.proto.board.v1.BoardStats;
import dev.gazette.proto.board.v1.GetBoardStatsRequest;
import dev.gazette.proto.board.v1.StateCount;
import dev.gazette.proto.board.v1.StatsServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Counts the cards of a board.
@Command(
    name = "stats",
    description =
        "Counts the cards of a board by state, and names the ready card that waits longest.",
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

  private static Table<StateCount> table() {
    return new Table<StateCount>()
        .column("state", ShowStats::state)
        .column("cards", StateCount::getCards);
  }

  static String state(StateCount count) {
    return Words.of(count.getState().getValueDescriptor());
  }
}
