package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.AttemptServiceGrpc;
import dev.gazette.proto.board.v1.ReclaimCardRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Takes a running card from its worker.
@Command(
    name = "reclaim",
    description =
        "Takes a running card from its worker, whose lease ends: it is ready again. Failed attempts"
            + " are counted anew.",
    footer = {"", "Examples:", "  gazette card reclaim OPS-42 --reason 'the worker hangs'"})
final class ReclaimCard implements Verb {

  @Parameters(index = "0", paramLabel = "CARD", description = "The card's id.")
  String id = "";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why.")
  String reason = "";

  @Override
  public void run(Session session) {
    var card =
        session.call(
            AttemptServiceGrpc.getReclaimCardMethod(),
            ReclaimCardRequest.newBuilder().setCardId(id).setReason(reason).build());
    session.out().did(card, card.getId(), card.getId() + " reclaimed");
  }
}
