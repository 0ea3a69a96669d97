package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.ReopenReviewRequest;
import dev.gazette.proto.board.v1.ReviewServiceGrpc;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Has done cards wait for a review again.
@Command(
    name = "reopen-review",
    description =
        "Has done cards wait for a review again. What was built on their end goes back to todo."
            + " `changes` gives one back to who did the work.",
    footer = {
      "",
      "Examples:",
      "  gazette card reopen-review OPS-42 --reason 'nobody looked at the tests'"
    })
final class ReopenReviews implements Verb {

  @Parameters(arity = "1..*", paramLabel = "CARD", description = "The cards' ids.")
  List<String> cards = List.of();

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      description = "What to look at; what was handed over the last time unless told.")
  String reason = "";

  @Override
  public void run(Session session) {
    for (String id : cards) {
      var card =
          session.call(
              ReviewServiceGrpc.getReopenReviewMethod(),
              ReopenReviewRequest.newBuilder().setCardId(id).setReason(reason).build());
      session.out().next(card, card.getId(), card.getId() + " waits for a review");
    }
  }
}
