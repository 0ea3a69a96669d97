package dev.gazette.cli.card;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.BoardOption;
import dev.gazette.cli.frame.Durations;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes a card under a lease.
@Command(
    name = "claim",
    description =
        "Takes a card, ready or waiting for a review, under a lease. Give the epoch that it prints to heartbeat, complete,"
            + " block and release, or set GAZETTE_EPOCH.",
    footer = {
      "",
      "Examples:",
      "  gazette card claim OPS-42 --lease 1h",
      "  gazette card claim --next --board ops --label deploy --json"
    })
final class ClaimCard implements Verb {

  @Parameters(arity = "0..1", paramLabel = "CARD", description = "The card's id.")
  @Nullable String id;

  @Option(names = "--next", description = "The best ready card: highest priority, then oldest.")
  boolean next;

  @Option(names = "--worker", paramLabel = "NAME", description = "The worker's name for itself.")
  String worker = "";

  @Option(
      names = "--lease",
      paramLabel = "TIME",
      description = "How long the lease lasts without renewal: 15m unless told.")
  @Nullable String lease;

  @Option(
      names = {"-l", "--label"},
      paramLabel = "LABEL",
      description = "With --next: only cards with this label.")
  String label = "";

  @Option(
      names = "--assignee",
      paramLabel = "NAME",
      description = "With --next: only cards of this assignee.")
  String assignee = "";

  @Option(
      names = "--repo",
      paramLabel = "REPO",
      description = "With --next: only cards about this repository.")
  String repo = "";

  @Option(names = "--review", description = "With --next: a card that waits for a review.")
  boolean review;

  @Mixin final BoardOption board = new BoardOption();

  @Override
  public void run(Session session) {
    if ((id == null) != next) {
      throw Failure.usage("Give either a CARD or --next.");
    }
    var claim = id == null ? claimNext(session) : claim(session, id);
    String card = claim.getCard().getId();
    session
        .out()
        .did(
            claim,
            card,
            "%s claimed, epoch %d, until %s: %s"
                .formatted(
                    card,
                    claim.getLease().getEpoch(),
                    Times.brief(claim.getLease().getExpireTime()),
                    claim.getCard().getTitle()));
  }

  private Claim claim(Session session, String card) {
    var request = ClaimCardRequest.newBuilder().setCardId(card).setWorker(worker);
    if (lease != null) {
      request.setLeaseDuration(Times.duration(Durations.parse("--lease", lease)));
    }
    return session.call(CardServiceGrpc.getClaimCardMethod(), request.build());
  }

  private Claim claimNext(Session session) {
    var request =
        ClaimNextCardRequest.newBuilder()
            .setBoardId(board.in(session))
            .setLabel(label)
            .setAssignee(assignee)
            .setRepositoryId(repo)
            .setReview(review)
            .setWorker(worker);
    if (lease != null) {
      request.setLeaseDuration(Times.duration(Durations.parse("--lease", lease)));
    }
    return session.call(CardServiceGrpc.getClaimNextCardMethod(), request.build());
  }
}
