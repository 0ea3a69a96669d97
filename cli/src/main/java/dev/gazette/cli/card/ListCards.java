package dev.gazette.cli.card;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.BoardOption;
import dev.gazette.cli.frame.Paging;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardOrder;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.ListCardsRequest;
import dev.gazette.proto.board.v1.ListCardsResponse;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists the cards of a board.
@Command(
    name = "list",
    description =
        "Lists the cards of a board: higher priority first, older first among equals, unless told,"
            + " without their bodies.",
    footer = {
      "",
      "Examples:",
      "  gazette card list --state ready --label ops",
      "  gazette card list --mine --sort due",
      "  gazette card list --board ops --all --json"
    })
final class ListCards implements Verb {

  @Option(
      names = {"-s", "--state"},
      paramLabel = "STATE",
      split = ",",
      description = "Only cards in this state; may be repeated. All but `archived` unless told.")
  List<String> states = List.of();

  @Option(names = "--column", paramLabel = "COLUMN", description = "Only cards in this column.")
  String column = "";

  @Option(names = "--assignee", paramLabel = "NAME", description = "Only cards of this assignee.")
  String assignee = "";

  @Option(
      names = {"-l", "--label"},
      paramLabel = "LABEL",
      description = "Only cards with this label.")
  String label = "";

  @Option(names = "--repo", paramLabel = "REPO", description = "Only cards about this repository.")
  String repo = "";

  @Option(names = "--mine", description = "Only cards whose assignee is the caller.")
  boolean mine;

  @Option(
      names = "--created-by",
      paramLabel = "NAME",
      description = "Only cards that this actor made.")
  String createdBy = "";

  @Option(
      names = "--sort",
      paramLabel = "ORDER",
      description = "priority (unless told), created, newest, due or title.")
  String sort = "priority";

  @Mixin final BoardOption board = new BoardOption();
  @Mixin final Paging paging = new Paging();

  @Override
  public void run(Session session) {
    var request =
        ListCardsRequest.newBuilder()
            .setBoardId(board.in(session))
            .setColumnId(column)
            .setAssignee(assignee)
            .setLabel(label)
            .setRepositoryId(repo)
            .setMine(mine)
            .setCreatedBy(createdBy)
            .setOrder(order());
    states.forEach(state -> request.addStates(States.parse("--state", state)));
    var page =
        paging.read(
            (size, token) ->
                session.call(
                    CardServiceGrpc.getListCardsMethod(),
                    request.setPageSize(size).setPageToken(token).build()),
            ListCardsResponse::getCardsList,
            ListCardsResponse::getNextPageToken);
    Paging.print(session, page, Card::getId, table());
  }

  private CardOrder order() {
    return switch (sort) {
      case "priority" -> CardOrder.CARD_ORDER_PRIORITY;
      case "created" -> CardOrder.CARD_ORDER_CREATED;
      case "newest" -> CardOrder.CARD_ORDER_NEWEST;
      case "due" -> CardOrder.CARD_ORDER_DUE;
      case "title" -> CardOrder.CARD_ORDER_TITLE;
      default ->
          throw Failure.usage("--sort %s is none of priority, created, newest, due, title.", sort);
    };
  }

  private static Table<Card> table() {
    return new Table<Card>()
        .column("id", Card::getId)
        .column("state", card -> States.word(card.getState()))
        .column("priority", card -> Priority.word(card.getPriority()))
        .column("who", ListCards::who)
        .column("title", Card::getTitle);
  }

  private static String who(Card card) {
    return card.hasLease() ? card.getLease().getWorker() : card.getAssignee();
  }
}
