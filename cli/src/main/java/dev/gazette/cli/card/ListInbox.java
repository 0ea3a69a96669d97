package dev.gazette.cli.card;

import dev.gazette.cli.frame.Paging;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.InboxItem;
import dev.gazette.proto.board.v1.InboxServiceGrpc;
import dev.gazette.proto.board.v1.ListInboxRequest;
import dev.gazette.proto.board.v1.ListInboxResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists what waits for a person.
@Command(
    name = "inbox",
    description =
        "Lists the cards that wait for a person, over all boards, and hooks that gave deliveries up,"
            + " longest waiting first, each with the command that answers it.",
    footer = {"", "Examples:", "  gazette inbox", "  gazette inbox --board ops --json"})
public final class ListInbox implements Verb {

  @Option(
      names = {"-b", "--board"},
      paramLabel = "BOARD",
      description = "Only this board.")
  String board = "";

  @Mixin final Paging paging = new Paging();

  @Override
  public void run(Session session) {
    var request = ListInboxRequest.newBuilder().setBoardId(board);
    var page =
        paging.read(
            (size, token) ->
                session.call(
                    InboxServiceGrpc.getListInboxMethod(),
                    request.setPageSize(size).setPageToken(token).build()),
            ListInboxResponse::getItemsList,
            ListInboxResponse::getNextPageToken);
    Paging.print(session, page, ListInbox::name, table());
  }

  private static String name(InboxItem item) {
    return item.getHook().isEmpty() ? item.getCardId() : "hooks/" + item.getHook();
  }

  private static String state(InboxItem item) {
    return item.getHook().isEmpty() ? States.word(item.getState()) : "dead";
  }

  private static Table<InboxItem> table() {
    return new Table<InboxItem>()
        .column("card", ListInbox::name)
        .column("state", ListInbox::state)
        .column("since", item -> Times.brief(item.getSince()))
        .column("who", InboxItem::getWho)
        .column("title", InboxItem::getTitle)
        .column("why", InboxItem::getWhy)
        .column("answer", InboxItem::getCommand);
  }
}
