package dev.gazette.cli.board;

import dev.gazette.cli.frame.Paging;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.Board;
import dev.gazette.proto.board.v1.BoardServiceGrpc;
import dev.gazette.proto.board.v1.Column;
import dev.gazette.proto.board.v1.ListBoardsRequest;
import dev.gazette.proto.board.v1.ListBoardsResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists the boards.
@Command(
    name = "list",
    description = "Lists the boards.",
    footer = {
      "",
      "Examples:",
      "  gazette board list",
      "  gazette board list -q",
      "  gazette board list --removed"
    })
final class ListBoards implements Verb {

  @Option(names = "--removed", description = "Also those that were removed and can be restored.")
  boolean removed;

  @Mixin final Paging paging = new Paging();

  @Override
  public void run(Session session) {
    var page =
        paging.read(
            (size, token) ->
                session.call(
                    BoardServiceGrpc.getListBoardsMethod(),
                    ListBoardsRequest.newBuilder()
                        .setShowRemoved(removed)
                        .setPageSize(size)
                        .setPageToken(token)
                        .build()),
            ListBoardsResponse::getBoardsList,
            ListBoardsResponse::getNextPageToken);
    Paging.print(session, page, Board::getId, table());
  }

  private Table<Board> table() {
    var table =
        new Table<Board>()
            .column("id", Board::getId)
            .column(
                "cards",
                board -> board.getColumnsList().stream().mapToInt(Column::getCardCount).sum())
            .column("title", Board::getTitle);
    return removed ? table.column("restorable until", ListBoards::until) : table;
  }

  private static String until(Board board) {
    return board.hasPurgeTime() ? Times.brief(board.getPurgeTime()) : "-";
  }
}
