package dev.gazette.cli.dispatch;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.DispatchServiceGrpc;
import dev.gazette.proto.board.v1.ResumeDispatchRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Gives out cards again.
@Command(
    name = "resume",
    description =
        "Gives out cards again: ends the pause of exactly this board and assignee, or what the board"
            + " held back itself because too many attempts failed.",
    footer = {
      "",
      "Examples:",
      "  gazette dispatch resume",
      "  gazette dispatch resume --board ops"
    })
final class ResumeDispatch implements Verb {

  @Mixin final PausedCards cards = new PausedCards();

  @Override
  public void run(Session session) {
    var pause =
        session.call(
            DispatchServiceGrpc.getResumeDispatchMethod(),
            ResumeDispatchRequest.newBuilder()
                .setBoardId(cards.board)
                .setAssignee(cards.assignee)
                .build());
    session
        .out()
        .did(pause, PausedCards.id(pause), "Dispatch is resumed for " + PausedCards.words(pause));
  }
}
