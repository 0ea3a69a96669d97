package dev.gazette.cli.repo;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.governor.v1.RegisterRepositoryRequest;
import dev.gazette.proto.governor.v1.Repository;
import dev.gazette.proto.governor.v1.RepositoryServiceGrpc;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Puts a repository under governance.
@Command(
    name = "register",
    description = "Puts a repository under governance. Nothing in it is changed.",
    footer = {
      "",
      "Examples:",
      "  gazette repo register ~/src/shop",
      "  gazette repo register . --id shop"
    })
final class RegisterRepo implements Verb {

  @Parameters(paramLabel = "PATH", description = "Its folder, as Gazette's machine sees it.")
  String path = "";

  @Option(names = "--id", paramLabel = "ID", description = "Its id: the folder's name unless told.")
  String id = "";

  @Option(names = "--description", paramLabel = "TEXT", description = "What it is for.")
  String description = "";

  @Option(
      names = {"-l", "--label"},
      paramLabel = "LABEL",
      description = "A word to find it by; may be repeated.")
  List<String> labels = List.of();

  @Override
  public void run(Session session) {
    var repository =
        session.call(
            RepositoryServiceGrpc.getRegisterRepositoryMethod(),
            RegisterRepositoryRequest.newBuilder()
                .setRepository(
                    Repository.newBuilder()
                        .setPath(Path.of(path).toAbsolutePath().normalize().toString())
                        .setId(id)
                        .setDescription(description)
                        .addAllLabels(labels))
                .build());
    session
        .out()
        .did(
            repository,
            repository.getId(),
            repository.getId() + " registered at " + repository.getPath());
  }
}
