package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.PromoteCardRequest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes waiting cards ready.
@Command(
    name = "promote",
    description = "Makes cards that wait or are blocked ready, or says which parents hold them.",
    footer = {"", "Examples:", "  gazette card promote OPS-42 --dry-run"})
final class PromoteCards implements Verb {

  @Parameters(arity = "1..*", paramLabel = "CARD", description = "The cards' ids.")
  List<String> cards = List.of();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
  String reason = "";

  @Option(names = "--dry-run", description = "Only say whether it would do.")
  boolean dryRun;

  @Override
  public void run(Session session) {
    for (String id : cards) {
      var card =
          session.call(
              CardServiceGrpc.getPromoteCardMethod(),
              PromoteCardRequest.newBuilder()
                  .setCardId(id)
                  .setReason(reason)
                  .setValidateOnly(dryRun)
                  .build());
      session
          .out()
          .next(card, card.getId(), card.getId() + (dryRun ? " would be ready" : " promoted"));
    }
  }
}
