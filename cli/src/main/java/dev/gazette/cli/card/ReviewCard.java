package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.RequestReviewRequest;
import dev.gazette.proto.board.v1.ReviewServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Has a card wait for a review.
@Command(
    name = "review",
    description =
        "Has a card wait for a review; a lease on it ends. The reviewer claims it, and ends it with"
            + " `complete` or `changes`.",
    footer = {
      "",
      "Examples:",
      "  gazette card review OPS-42 --reviewer eve --summary 'branch renew-cert' --epoch 3",
      "  gazette card claim --next --review --assignee eve"
    })
final class ReviewCard implements Verb {

  @Parameters(index = "0", paramLabel = "CARD", description = "The card's id.")
  String id = "";

  @Option(
      names = "--reviewer",
      paramLabel = "NAME",
      description = "Who should review it: its assignee from now on.")
  String reviewer = "";

  @Option(names = "--summary", paramLabel = "TEXT", description = "What there is to review.")
  String summary = "";

  @Mixin final EpochOption epoch = new EpochOption();

  @Override
  public void run(Session session) {
    var card =
        session.call(
            ReviewServiceGrpc.getRequestReviewMethod(),
            RequestReviewRequest.newBuilder()
                .setCardId(id)
                .setEpoch(epoch.in(session))
                .setReviewer(reviewer)
                .setSummary(summary)
                .build());
    session.out().did(card, card.getId(), card.getId() + " waits for a review");
  }
}
