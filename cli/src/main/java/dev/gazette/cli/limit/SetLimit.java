package dev.gazette.cli.limit;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.LimitServiceGrpc;
import dev.gazette.proto.board.v1.SetWipLimitRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Sets a limit.
@Command(
    name = "set",
    description = "Sets how many cards run at once. What runs already goes on, however low it is.",
    footer = {
      "",
      "Examples:",
      "  gazette limit set 3 --board ops",
      "  gazette limit set 1 --board ops --assignee coder",
      "  gazette limit set 2 --assignee coder"
    })
final class SetLimit implements Verb {

  @Parameters(paramLabel = "N", description = "How many: 1 to 100,000.")
  int most;

  @Mixin final LimitedCards cards = new LimitedCards();

  @Override
  public void run(Session session) {
    var limit =
        session.call(
            LimitServiceGrpc.getSetWipLimitMethod(),
            SetWipLimitRequest.newBuilder()
                .setBoardId(cards.board)
                .setAssignee(cards.assignee)
                .setMost(most)
                .build());
    session
        .out()
        .did(
            limit,
            LimitedCards.id(limit),
            "Of %s at most %d run at once; %d do now"
                .formatted(LimitedCards.words(limit), limit.getMost(), limit.getRunning()));
  }
}
