package dev.gazette.cli.card;

import dev.gazette.cli.frame.BoardOption;
import dev.gazette.cli.frame.Paging;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.ListTrashRequest;
import dev.gazette.proto.board.v1.ListTrashResponse;
import dev.gazette.proto.board.v1.TrashServiceGrpc;
import dev.gazette.proto.board.v1.TrashedCard;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists deleted cards.
@Command(
    name = "trash",
    description =
        "Lists the deleted cards of a board that can be restored, the last deleted first.",
    footer = {"", "Examples:", "  gazette card trash", "  gazette card trash --board ops --json"})
final class ListTrash implements Verb {

  @Mixin final BoardOption board = new BoardOption();
  @Mixin final Paging paging = new Paging();

  @Override
  public void run(Session session) {
    var request = ListTrashRequest.newBuilder().setBoardId(board.in(session));
    var page =
        paging.read(
            (size, token) ->
                session.call(
                    TrashServiceGrpc.getListTrashMethod(),
                    request.setPageSize(size).setPageToken(token).build()),
            ListTrashResponse::getItemsList,
            ListTrashResponse::getNextPageToken);
    Paging.print(session, page, item -> item.getCard().getId(), table());
  }

  private static Table<TrashedCard> table() {
    return new Table<TrashedCard>()
        .column("id", item -> item.getCard().getId())
        .column("title", item -> item.getCard().getTitle())
        .column("deleted", item -> Times.brief(item.getDeleteTime()))
        .column("by", TrashedCard::getDeletedBy)
        .column("until", item -> Times.brief(item.getPurgeTime()));
  }
}
