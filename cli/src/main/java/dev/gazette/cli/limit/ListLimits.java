package dev.gazette.cli.limit;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.LimitServiceGrpc;
import dev.gazette.proto.board.v1.ListWipLimitsRequest;
import dev.gazette.proto.board.v1.WipLimit;
import picocli.CommandLine.Command;

/// Lists the limits.
@Command(
    name = "list",
    description = "Lists the limits, and how many cards run under each.",
    footer = {"", "Examples:", "  gazette limit list"})
final class ListLimits implements Verb {

  @Override
  public void run(Session session) {
    session
        .out()
        .list(
            session
                .call(
                    LimitServiceGrpc.getListWipLimitsMethod(),
                    ListWipLimitsRequest.getDefaultInstance())
                .getLimitsList(),
            "",
            LimitedCards::id,
            new Table<WipLimit>()
                .column("board", limit -> LimitedCards.all(limit.getBoardId()))
                .column("assignee", limit -> LimitedCards.all(limit.getAssignee()))
                .column("most", limit -> Integer.toString(limit.getMost()))
                .column("running", limit -> Integer.toString(limit.getRunning()))
                .column("since", limit -> Times.brief(limit.getCreateTime()))
                .column("by", WipLimit::getActor));
  }
}
