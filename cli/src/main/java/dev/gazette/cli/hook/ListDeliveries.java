package dev.gazette.cli.hook;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Paging;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Times;
import dev.gazette.cli.output.Words;
import dev.gazette.proto.board.v1.Delivery;
import dev.gazette.proto.board.v1.DeliveryState;
import dev.gazette.proto.board.v1.HookServiceGrpc;
import dev.gazette.proto.board.v1.ListDeliveriesRequest;
import dev.gazette.proto.board.v1.ListDeliveriesResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists what a hook was sent.
@Command(
    name = "deliveries",
    description = "Lists what a hook was sent and is to be sent, newest event first.",
    footer = {"", "Examples:", "  gazette hook deliveries chat --state dead"})
final class ListDeliveries implements Verb {

  @Parameters(paramLabel = "NAME", description = "The hook's name.")
  String name = "";

  @Option(
      names = "--state",
      split = ",",
      paramLabel = "STATE",
      description = "Only these: pending, delivered or dead.")
  List<String> states = List.of();

  @Mixin final Paging paging = new Paging();

  @Override
  public void run(Session session) {
    var wanted = states.stream().map(ListDeliveries::state).toList();
    var page =
        paging.read(
            (size, token) ->
                session.call(
                    HookServiceGrpc.getListDeliveriesMethod(),
                    ListDeliveriesRequest.newBuilder()
                        .setHook(name)
                        .addAllStates(wanted)
                        .setPageSize(size)
                        .setPageToken(token)
                        .build()),
            ListDeliveriesResponse::getDeliveriesList,
            ListDeliveriesResponse::getNextPageToken);
    Paging.print(
        session,
        page,
        Delivery::getId,
        new Table<Delivery>()
            .column("id", Delivery::getId)
            .column("state", delivery -> Words.of(delivery.getState().getValueDescriptor()))
            .column("tries", Delivery::getAttempts)
            .column("made", delivery -> Times.brief(delivery.getCreateTime()))
            .column("next", ListDeliveries::next)
            .column("failure", Delivery::getFailure));
  }

  private static String next(Delivery delivery) {
    return delivery.hasNextAttemptTime() ? Times.brief(delivery.getNextAttemptTime()) : "";
  }

  private static DeliveryState state(String word) {
    return Arrays.stream(DeliveryState.values())
        .filter(state -> state.name().equals("DELIVERY_STATE_" + word.toUpperCase(Locale.ROOT)))
        .filter(state -> state != DeliveryState.DELIVERY_STATE_UNSPECIFIED)
        .findFirst()
        .orElseThrow(() -> Failure.usage("--state %s is none of pending, delivered, dead.", word));
  }
}
