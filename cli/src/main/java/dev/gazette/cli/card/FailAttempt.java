package dev.gazette.cli.card;

import dev.gazette.cli.frame.Durations;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Times;
import dev.gazette.cli.output.Words;
import dev.gazette.proto.board.v1.AttemptServiceGrpc;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.ExitClass;
import dev.gazette.proto.board.v1.FailAttemptRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Ends an attempt that failed.
@Command(
    name = "fail-attempt",
    description =
        "Ends an attempt that failed, by its lease. The card is tried again by itself after a while,"
            + " or is held as a dead letter. `fail` ends the card instead.",
    footer = {
      "",
      "Examples:",
      "  gazette card fail-attempt OPS-42 crashed 'exit 137' --epoch 3 --output-file worker.log",
      "  gazette card fail-attempt OPS-42 rate_limited --retry-after 10m --epoch 3"
    })
final class FailAttempt implements Verb {

  @Parameters(index = "0", paramLabel = "CARD", description = "The card's id.")
  String id = "";

  @Parameters(
      index = "1",
      paramLabel = "EXIT",
      description =
          "How it failed: crashed, timed_out, rate_limited, protocol_violation, spawn_failed or"
              + " terminal.")
  String exit = "";

  @Parameters(index = "2", arity = "0..1", paramLabel = "ERROR", description = "What went wrong.")
  String error = "";

  @Option(
      names = "--output-file",
      paramLabel = "FILE",
      description = "What the worker put out; the last 64 KiB are kept.")
  @Nullable String outputFile;

  @Option(
      names = "--retry-after",
      paramLabel = "LENGTH",
      description = "How long a rate limit holds: 5m unless told.")
  @Nullable String retryAfter;

  @Mixin final EpochOption epoch = new EpochOption();

  @Override
  public void run(Session session) {
    var request =
        FailAttemptRequest.newBuilder()
            .setCardId(id)
            .setEpoch(epoch.in(session))
            .setExit(ExitClass.valueOf(Words.parse("EXIT", exit, ExitClass.getDescriptor())))
            .setError(error);
    if (outputFile != null) {
      request.setOutput(LastOutput.of(outputFile));
    }
    if (retryAfter != null) {
      request.setRetryAfter(Times.duration(Durations.parse("--retry-after", retryAfter)));
    }
    var card = session.call(AttemptServiceGrpc.getFailAttemptMethod(), request.build());
    String then =
        card.getState() == CardState.CARD_STATE_BLOCKED
            ? "a dead letter now; `gazette card unblock " + card.getId() + "` tries it again"
            : "tried again from " + Times.brief(card.getRetryTime());
    session.out().did(card, card.getId(), card.getId() + " is " + then);
  }
}
