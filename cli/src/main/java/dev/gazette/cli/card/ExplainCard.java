package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Output;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Times;
import dev.gazette.cli.output.Words;
import dev.gazette.proto.board.v1.ExplainCardRequest;
import dev.gazette.proto.board.v1.ExplainServiceGrpc;
import dev.gazette.proto.board.v1.Explanation;
import dev.gazette.proto.board.v1.Gate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Says why a card is not worked on.
@Command(
    name = "explain",
    description =
        "Says why a card is not worked on: everything that holds it, since when, by whom, and the command that lifts"
            + " it. When nothing does, its place among the ready cards of its board.",
    footer = {"", "Examples:", "  gazette card explain OPS-42"})
final class ExplainCard implements Verb {

  @Parameters(paramLabel = "CARD", description = "The card's id.")
  String card = "";

  @Override
  public void run(Session session) {
    var found =
        session.call(
            ExplainServiceGrpc.getExplainCardMethod(),
            ExplainCardRequest.newBuilder().setCardId(card).build());
    var out = session.out();
    out.did(found, found.getCardId(), sentence(found));
    if (out.form() == Output.Form.PEOPLE && found.getGatesCount() > 0) {
      out.list(found.getGatesList(), "", Gate::getWhy, table());
    }
  }

  private static String sentence(Explanation found) {
    String id = found.getCardId();
    String state = States.word(found.getState());
    String place =
        found.getPlace() > 0 ? ", number %d of those of its board".formatted(found.getPlace()) : "";
    return found.getGatesCount() == 0
        ? "Nothing holds %s: it is %s%s; %d in line for it"
            .formatted(id, state, place, found.getWaitingWorkers())
        : "%s is %s%s, held by:".formatted(id, state, place);
  }

  private static Table<Gate> table() {
    return new Table<Gate>()
        .column("gate", gate -> Words.of(gate.getKind().getValueDescriptor()))
        .column("why", Gate::getWhy)
        .column("who", Gate::getWho)
        .column("since", gate -> gate.hasSince() ? Times.brief(gate.getSince()) : "")
        .column("until", gate -> gate.hasUntil() ? Times.brief(gate.getUntil()) : "")
        .column("lift it", Gate::getCommand);
  }
}
