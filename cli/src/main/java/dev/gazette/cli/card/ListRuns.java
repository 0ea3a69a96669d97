package dev.gazette.cli.card;

import dev.gazette.cli.frame.Paging;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Json;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Times;
import dev.gazette.cli.output.Words;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.ListRunsRequest;
import dev.gazette.proto.board.v1.ListRunsResponse;
import dev.gazette.proto.board.v1.Run;
import dev.gazette.proto.board.v1.RunOutcome;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Lists the attempts on a card.
@Command(
    name = "runs",
    description = "Lists the attempts on a card, newest first. With -q, their epochs.",
    footer = {
      "",
      "Examples:",
      "  gazette card runs OPS-42",
      "  gazette card runs OPS-42 --outcome crashed,timed_out"
    })
final class ListRuns implements Verb {

  @Parameters(paramLabel = "CARD", description = "The card's id.")
  String id = "";

  @Option(
      names = "--outcome",
      paramLabel = "OUTCOME",
      split = ",",
      description = "Only attempts that ended so, e.g. crashed or timed_out; may be repeated.")
  List<String> outcomes = List.of();

  @Mixin final Paging paging = new Paging();

  @Override
  public void run(Session session) {
    var wanted =
        outcomes.stream()
            .map(word -> Words.parse("--outcome", word, RunOutcome.getDescriptor()))
            .map(RunOutcome::valueOf)
            .toList();
    var page =
        paging.read(
            (size, token) ->
                session.call(
                    CardServiceGrpc.getListRunsMethod(),
                    ListRunsRequest.newBuilder()
                        .setCardId(id)
                        .addAllOutcomes(wanted)
                        .setPageSize(size)
                        .setPageToken(token)
                        .build()),
            ListRunsResponse::getRunsList,
            ListRunsResponse::getNextPageToken);
    Paging.print(session, page, run -> Long.toString(run.getEpoch()), table());
  }

  private static Table<Run> table() {
    return new Table<Run>()
        .column("epoch", Run::getEpoch)
        .column("outcome", ListRuns::outcome)
        .column("worker", Run::getWorker)
        .column("start", run -> Times.brief(run.getStartTime()))
        .column("end", run -> run.hasEndTime() ? Times.brief(run.getEndTime()) : "")
        .column("summary", ListRuns::handedOver);
  }

  private static String handedOver(Run run) {
    return run.hasMetadata()
        ? (run.getSummary() + " " + Json.of(run.getMetadata())).strip()
        : run.getSummary();
  }

  private static String outcome(Run run) {
    return run.hasEndTime() ? Words.of(run.getOutcome().getValueDescriptor()) : "running";
  }
}
