package dev.gazette.cli.hook;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.board.v1.HookServiceGrpc;
import dev.gazette.proto.board.v1.RedeliverRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Has a delivery sent again.
@Command(
    name = "redeliver",
    description = "Has a delivery sent again, whatever came of it.",
    footer = {"", "Examples:", "  gazette hook redeliver dlv_0eys2y84hxcw"})
final class Redeliver implements Verb {

  @Parameters(paramLabel = "DELIVERY", description = "The delivery's id.")
  String id = "";

  @Override
  public void run(Session session) {
    var delivery =
        session.call(
            HookServiceGrpc.getRedeliverMethod(),
            RedeliverRequest.newBuilder().setDeliveryId(id).build());
    session.out().did(delivery, delivery.getId(), id + " is in line again");
  }
}
