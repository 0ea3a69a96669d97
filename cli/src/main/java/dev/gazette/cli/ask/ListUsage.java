package dev.gazette.cli.ask;

import dev.gazette.cli.frame.Paging;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.cli.output.Times;
import dev.gazette.cli.output.Words;
import dev.gazette.proto.inference.v1.ListUsageRequest;
import dev.gazette.proto.inference.v1.ListUsageResponse;
import dev.gazette.proto.inference.v1.Usage;
import dev.gazette.proto.inference.v1.UsageServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists what was asked of models.
@Command(
    name = "usage",
    description = "Lists what was asked of models, by whom, at what cost, newest first.",
    footer = {"", "Examples:", "  gazette usage --limit 10", "  gazette usage --all --json"})
public final class ListUsage implements Verb {

  @Mixin final Paging paging = new Paging();

  @Override
  public void run(Session session) {
    var page =
        paging.read(
            (size, token) ->
                session.call(
                    UsageServiceGrpc.getListUsageMethod(),
                    ListUsageRequest.newBuilder().setPageSize(size).setPageToken(token).build()),
            ListUsageResponse::getUsagesList,
            ListUsageResponse::getNextPageToken);
    Paging.print(session, page, usage -> Long.toString(usage.getId()), table());
  }

  private static Table<Usage> table() {
    return new Table<Usage>()
        .column("id", Usage::getId)
        .column("time", usage -> Times.brief(usage.getCreateTime()))
        .column("actor", Usage::getActor)
        .column("model", Usage::getModel)
        .column("outcome", usage -> Words.of(usage.getOutcome().getValueDescriptor()))
        .column("in", Usage::getPromptTokens)
        .column("out", Usage::getCompletionTokens)
        .column("seconds", usage -> Times.seconds(usage.getLatency()).toPlainString());
  }
}
