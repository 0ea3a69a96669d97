package dev.gazette.cli.card;

import dev.gazette.cli.frame.BoardOption;
import dev.gazette.cli.frame.Durations;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The options of verbs that claim: which card, and under what lease.
final class ClaimOptions {

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

  /// Claims a card, or the next.
  Claim claim(Session session, @Nullable String card) {
    return card == null ? claimNext(session) : claimOne(session, card);
  }

  private Claim claimOne(Session session, String card) {
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
