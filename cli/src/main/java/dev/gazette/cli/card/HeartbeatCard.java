package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.HeartbeatCardRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Renews the lease on a card.
@Command(
    name = "heartbeat",
    description = "Renews the lease on a card for its full time.",
    footer = {
      "",
      "Examples:",
      "  gazette card heartbeat OPS-42 --epoch 3",
      "  gazette card heartbeat OPS-42 --epoch 3 --note 'half way'"
    })
final class HeartbeatCard implements Verb {

  @Parameters(index = "0", paramLabel = "CARD", description = "The card's id.")
  String id = "";

  @Option(names = "--note", paramLabel = "TEXT", description = "What to say, as an event.")
  String note = "";

  @Mixin final EpochOption epoch = new EpochOption();

  @Override
  public void run(Session session) {
    var lease =
        session.call(
            CardServiceGrpc.getHeartbeatCardMethod(),
            HeartbeatCardRequest.newBuilder()
                .setCardId(id)
                .setEpoch(epoch.in(session))
                .setNote(note)
                .build());
    session.out().did(lease, id, id + " is held until " + Times.brief(lease.getExpireTime()));
  }
}
