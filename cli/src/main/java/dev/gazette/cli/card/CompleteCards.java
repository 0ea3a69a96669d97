package dev.gazette.cli.card;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Structs;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CompleteCardRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Ends cards well.
@Command(
    name = "complete",
    description = "Ends cards well.",
    footer = {
      "",
      "Examples:",
      "  gazette card complete OPS-42 --epoch 3 --summary 'renewed until 2027'",
      "  gazette card complete OPS-43 --outcome approved",
      "  gazette card complete OPS-44 --artifact report.pdf --created OPS-45",
      "  gazette card complete OPS-45 --metadata '{\"tests_run\": 12}'",
      "  gazette card complete OPS-46 OPS-47 --summary 'no longer needed'"
    })
final class CompleteCards implements Verb {

  @Parameters(arity = "1..*", paramLabel = "CARD", description = "The cards' ids.")
  List<String> cards = List.of();

  @Option(names = "--summary", paramLabel = "TEXT", description = "What came of it.")
  String summary = "";

  @Option(
      names = "--outcome",
      paramLabel = "WORD",
      description = "A word for how it went, e.g. approved, that edges may ask for.")
  String outcome = "";

  @Option(
      names = "--created",
      paramLabel = "CARD",
      split = ",",
      description =
          "A card that its worker made; may be repeated. The card is completed only if it did.")
  List<String> created = List.of();

  @Option(
      names = "--metadata",
      paramLabel = "JSON",
      description = "What came of it for programs, an object; `card runs --json` tells it.")
  @Nullable String metadata;

  @Mixin final Artifacts artifacts = new Artifacts();

  @Mixin final EpochOption epoch = new EpochOption();

  @Override
  public void run(Session session) {
    boolean more = metadata != null || !created.isEmpty() || !artifacts.files.isEmpty();
    if (cards.size() > 1 && more) {
      throw Failure.usage(
          "--created, --artifact and --metadata are what came of one card; name one.");
    }
    long lease = epoch.of(cards, session);
    var request =
        CompleteCardRequest.newBuilder()
            .setEpoch(lease)
            .setSummary(summary)
            .setOutcome(outcome)
            .addAllCreatedCardIds(created);
    if (metadata != null) {
      request.setMetadata(Structs.parse(metadata));
    }
    for (String id : cards) {
      request.setCardId(id).addAllArtifactIds(artifacts.attach(session, id, lease));
      var card = session.call(CardServiceGrpc.getCompleteCardMethod(), request.build());
      session.out().next(card, card.getId(), card.getId() + " completed");
    }
  }
}
