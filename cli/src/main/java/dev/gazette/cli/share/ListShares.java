package dev.gazette.cli.share;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.BoardShare;
import dev.gazette.proto.board.v1.ListBoardSharesRequest;
import dev.gazette.proto.board.v1.ShareServiceGrpc;
import picocli.CommandLine.Command;

/// Lists the shares.
@Command(
    name = "list",
    description =
        "Lists the boards with their weights, what runs of each, and when each was last served.",
    footer = {"", "Examples:", "  gazette share list"})
final class ListShares implements Verb {

  @Override
  public void run(Session session) {
    session
        .out()
        .list(
            session
                .call(
                    ShareServiceGrpc.getListBoardSharesMethod(),
                    ListBoardSharesRequest.getDefaultInstance())
                .getSharesList(),
            "",
            BoardShare::getBoardId,
            new Table<BoardShare>()
                .column("board", BoardShare::getBoardId)
                .column("weight", share -> Integer.toString(share.getWeight()))
                .column("running", share -> Integer.toString(share.getRunning()))
                .column(
                    "served",
                    share -> share.hasServeTime() ? Times.brief(share.getServeTime()) : ""));
  }
}
