package dev.gazette.cli.ask;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Table;
import dev.gazette.proto.inference.v1.ChatServiceGrpc;
import dev.gazette.proto.inference.v1.ListModelsRequest;
import dev.gazette.proto.inference.v1.Model;
import picocli.CommandLine.Command;

/// Lists the models.
@Command(
    name = "list",
    description = "Lists the models that the providers have. With -q, their names.",
    footer = {"", "Examples:", "  gazette model list"})
final class ListModels implements Verb {

  @Override
  public void run(Session session) {
    var models =
        session
            .call(ChatServiceGrpc.getListModelsMethod(), ListModelsRequest.getDefaultInstance())
            .getModelsList();
    session
        .out()
        .list(
            models,
            "",
            Model::getName,
            new Table<Model>()
                .column("name", Model::getName)
                .column("provider", Model::getProvider)
                .column("mb", model -> model.getSizeBytes() / 1_000_000));
  }
}
