package dev.gazette.cli.dispatch;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.DispatchServiceGrpc;
import dev.gazette.proto.board.v1.PauseDispatchRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Stops giving out cards.
@Command(
    name = "pause",
    description = "Stops giving out cards until resumed, over restarts. Who holds a card works on.",
    footer = {
      "",
      "Examples:",
      "  gazette dispatch pause --reason 'the disk is full'",
      "  gazette dispatch pause --board ops --assignee coder"
    })
final class PauseDispatch implements Verb {

  @Mixin final PausedCards cards = new PausedCards();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; refused claims are told.")
  String reason = "";

  @Override
  public void run(Session session) {
    var pause =
        session.call(
            DispatchServiceGrpc.getPauseDispatchMethod(),
            PauseDispatchRequest.newBuilder()
                .setBoardId(cards.board)
                .setAssignee(cards.assignee)
                .setReason(reason)
                .build());
    session.out().did(pause, PausedCards.id(pause), PausedCards.sentence(pause));
  }
}
