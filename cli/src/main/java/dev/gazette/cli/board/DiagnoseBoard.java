package dev.gazette.cli.board;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Times;
import dev.gazette.cli.output.Words;
import dev.gazette.proto.board.v1.DiagnosisServiceGrpc;
import dev.gazette.proto.board.v1.ListTroublesRequest;
import dev.gazette.proto.board.v1.Trouble;
import dev.gazette.proto.board.v1.TroubleSeverity;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists the cards of a board that are in trouble.
@Command(
    name = "diagnose",
    description =
        "Lists the cards of a board that are in trouble, worst first, each with the command that helps:"
            + " dead letters, repeated failures, blocked or in review for a day, ready for half an hour"
            + " and not claimed. With -q, their ids.",
    footer = {
      "",
      "Examples:",
      "  gazette board diagnose",
      "  gazette board diagnose ops --severity error"
    })
final class DiagnoseBoard implements Verb {

  @Parameters(arity = "0..1", paramLabel = "BOARD", description = "The board's id.")
  @Nullable String id;

  @Option(
      names = "--severity",
      paramLabel = "SEVERITY",
      description =
          "Only what is as bad as this, or worse: warning unless told, error or critical.")
  String severity = "warning";

  @Override
  public void run(Session session) {
    var found =
        session.call(
            DiagnosisServiceGrpc.getListTroublesMethod(),
            ListTroublesRequest.newBuilder()
                .setBoardId(session.board(id))
                .setLeastSeverity(
                    TroubleSeverity.valueOf(
                        Words.parse("--severity", severity, TroubleSeverity.getDescriptor())))
                .build());
    session.out().list(found.getTroublesList(), "", Trouble::getCardId, table());
  }

  private static Table<Trouble> table() {
    return new Table<Trouble>()
        .column("severity", trouble -> Words.of(trouble.getSeverity().getValueDescriptor()))
        .column("trouble", trouble -> Words.of(trouble.getKind().getValueDescriptor()))
        .column("card", Trouble::getCardId)
        .column("since", trouble -> Times.brief(trouble.getSince()))
        .column("title", Trouble::getTitle)
        .column("why", Trouble::getWhy)
        .column("answer", Trouble::getCommand);
  }
}
