package dev.gazette.cli.board;

import dev.gazette.cli.frame.BoardOption;
import dev.gazette.cli.frame.Paging;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.proto.board.v1.Assignee;
import dev.gazette.proto.board.v1.ListAssigneesRequest;
import dev.gazette.proto.board.v1.ListAssigneesResponse;
import dev.gazette.proto.board.v1.StatsServiceGrpc;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists whoever cards of a board are assigned to.
@Command(
    name = "assignees",
    description =
        "Lists whoever cards of a board are assigned to, with their cards by state, but for"
            + " archived ones.",
    footer = {"", "Examples:", "  gazette board assignees", "  gazette board assignees -b ops -q"})
final class ListAssignees implements Verb {

  @Mixin final BoardOption board = new BoardOption();
  @Mixin final Paging paging = new Paging();

  @Override
  public void run(Session session) {
    var request = ListAssigneesRequest.newBuilder().setBoardId(board.in(session));
    var page =
        paging.read(
            (size, token) ->
                session.call(
                    StatsServiceGrpc.getListAssigneesMethod(),
                    request.setPageSize(size).setPageToken(token).build()),
            ListAssigneesResponse::getAssigneesList,
            ListAssigneesResponse::getNextPageToken);
    Paging.print(session, page, Assignee::getName, table());
  }

  private static Table<Assignee> table() {
    return new Table<Assignee>()
        .column("name", Assignee::getName)
        .column("cards", Assignee::getCards)
        .column("states", ListAssignees::states);
  }

  private static String states(Assignee assignee) {
    return assignee.getStatesList().stream()
        .map(count -> ShowStats.state(count) + " " + count.getCards())
        .collect(Collectors.joining(", "));
  }
}
