package dev.gazette.cli.file;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.process.Inputs;
import dev.gazette.proto.governor.v1.ApplyEnvTemplateRequest;
import dev.gazette.proto.governor.v1.ManagedFileServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Adds missing keys of a template to `.env`.
@Command(
    name = "template",
    description = "Adds the keys of a template that `.env` lacks; existing keys are left alone.",
    footer = {
      "",
      "Examples:",
      "  gazette env template shop .env.example",
      "  gazette env template shop - --dry-run"
    })
final class ApplyEnvTemplate implements Verb {

  @Parameters(index = "0", paramLabel = "REPO", description = "The repository's id.")
  String repo = "";

  @Parameters(index = "1", paramLabel = "FILE", description = "The template; - is standard input.")
  String file = "";

  @Option(names = "--dry-run", description = "Print what would be written, and write nothing.")
  boolean dryRun;

  @Override
  public void run(Session session) {
    var write =
        session.call(
            ManagedFileServiceGrpc.getApplyEnvTemplateMethod(),
            ApplyEnvTemplateRequest.newBuilder()
                .setRepositoryId(repo)
                .setTemplate(Inputs.text(session.around(), file))
                .setDryRun(dryRun)
                .build());
    WriteReport.print(session, write);
  }
}
