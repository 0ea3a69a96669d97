package dev.gazette.cli.card;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Times;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
      "  gazette card claim --next --board ops --label deploy --json",
      "  gazette card claim --next --wait 10m"
    })
final class ClaimCard implements Verb {

  @Parameters(arity = "0..1", paramLabel = "CARD", description = "The card's id.")
  @Nullable String id;

  @Mixin final ClaimOptions options = new ClaimOptions();

  @Override
  public void run(Session session) {
    if ((id == null) != options.next) {
      throw Failure.usage("Give either a CARD or --next.");
    }
    var claim = options.claim(session, id);
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
}
