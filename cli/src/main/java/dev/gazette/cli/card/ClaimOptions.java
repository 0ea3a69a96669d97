package dev.gazette.cli.card;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Durations;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.Claim;
import dev.gazette.proto.board.v1.ClaimCardRequest;
import dev.gazette.proto.board.v1.ClaimNextCardRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      description =
          "With --next: stand in line for so long when nothing is ready, first come, first served,"
              + " across restarts of Gazette. Ends with NOTHING_READY.")
  @Nullable String wait;

  @Option(
      names = {"-b", "--board"},
      paramLabel = "BOARD",
      description =
          "With --next: the board, $GAZETTE_BOARD unless told. Of several, or of all that you work on"
              + " when none is named, the one whose turn it is by their shares.")
  List<String> boards = List.of();

  /// Claims a card, or the next.
  Claim claim(Session session, @Nullable String card) {
    if (wait != null && !next) {
      throw Failure.usage("--wait goes with --next; a card by its id is free or not.");
    }
    return card == null ? claimNext(session) : claimOne(session, card);
  }

  private Claim claimOne(Session session, String card) {
    var request = ClaimCardRequest.newBuilder().setCardId(card).setWorker(worker);
    if (lease != null) {
      request.setLeaseDuration(Times.duration(Durations.parse("--lease", lease)));
    }
    return session.call(CardServiceGrpc.getClaimCardMethod(), request.build());
  }

  /// Of one board, or of several by their shares.
  private Claim claimNext(Session session) {
    var request =
        ClaimNextCardRequest.newBuilder()
            .setLabel(label)
            .setAssignee(assignee)
            .setRepositoryId(repo)
            .setReview(review)
            .setWorker(worker);
    if (lease != null) {
      request.setLeaseDuration(Times.duration(Durations.parse("--lease", lease)));
    }
    var named =
        boards.isEmpty() ? session.around().variable("GAZETTE_BOARD").stream().toList() : boards;
    var card = new NextCard(session, named, request.build());
    return wait == null
        ? card.claim()
        : new LineForCard(session, card).claim(Durations.parse("--wait", wait));
  }
}
