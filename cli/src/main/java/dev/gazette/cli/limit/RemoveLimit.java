package dev.gazette.cli.limit;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.LimitServiceGrpc;
import dev.gazette.proto.board.v1.RemoveWipLimitRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Removes a limit.
@Command(
    name = "remove",
    description = "Removes the limit of exactly this board and assignee.",
    footer = {"", "Examples:", "  gazette limit remove --board ops"})
final class RemoveLimit implements Verb {

  @Mixin final LimitedCards cards = new LimitedCards();

  @Override
  public void run(Session session) {
    var limit =
        session.call(
            LimitServiceGrpc.getRemoveWipLimitMethod(),
            RemoveWipLimitRequest.newBuilder()
                .setBoardId(cards.board)
                .setAssignee(cards.assignee)
                .build());
    session
        .out()
        .did(
            limit,
            LimitedCards.id(limit),
            "The limit of " + LimitedCards.words(limit) + " is removed");
  }
}
