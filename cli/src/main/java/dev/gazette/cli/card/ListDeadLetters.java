package dev.gazette.cli.card;

import dev.gazette.cli.frame.Paging;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Times;
import dev.gazette.cli.output.Words;
import dev.gazette.proto.board.v1.AttemptServiceGrpc;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.ListDeadLettersRequest;
import dev.gazette.proto.board.v1.ListDeadLettersResponse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists dead letters.
@Command(
    name = "dead-letters",
    description =
        "Lists the cards that failed as often as they may, over all boards, oldest first. `unblock`"
            + " tries one again, `cancel` gives it up.",
    footer = {"", "Examples:", "  gazette card dead-letters --board ops"})
final class ListDeadLetters implements Verb {

  @Option(
      names = {"-b", "--board"},
      paramLabel = "BOARD",
      description = "Only this board.")
  String board = "";

  @Mixin final Paging paging = new Paging();

  @Override
  public void run(Session session) {
    var request = ListDeadLettersRequest.newBuilder().setBoardId(board);
    var page =
        paging.read(
            (size, token) ->
                session.call(
                    AttemptServiceGrpc.getListDeadLettersMethod(),
                    request.setPageSize(size).setPageToken(token).build()),
            ListDeadLettersResponse::getCardsList,
            ListDeadLettersResponse::getNextPageToken);
    Paging.print(session, page, Card::getId, table());
  }

  private static Table<Card> table() {
    return new Table<Card>()
        .column("card", Card::getId)
        .column("since", card -> Times.brief(card.getStopTime()))
        .column("exit", card -> Words.of(card.getLastExit().getValueDescriptor()))
        .column("failures", Card::getFailures)
        .column("title", Card::getTitle)
        .column("error", Card::getLastError)
        .column("answer", card -> "gazette card unblock " + card.getId());
  }
}
