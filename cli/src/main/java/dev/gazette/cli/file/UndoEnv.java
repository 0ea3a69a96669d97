package dev.gazette.cli.file;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.proto.governor.v1.ManagedFileServiceGrpc;
import dev.gazette.proto.governor.v1.UndoWriteRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Undoes the last write of `.env`.
@Command(
    name = "undo",
    description = "Puts `.env` back as it was before its last governed write.",
    footer = {"", "Examples:", "  gazette env undo shop", "  gazette env undo shop --dry-run"})
final class UndoEnv implements Verb {

  @Parameters(index = "0", paramLabel = "REPO", description = "The repository's id.")
  String repo = "";

  @Option(names = "--dry-run", description = "Print what would be written, and write nothing.")
  boolean dryRun;

  @Override
  public void run(Session session) {
    var write =
        session.call(
            ManagedFileServiceGrpc.getUndoWriteMethod(),
            UndoWriteRequest.newBuilder()
                .setRepositoryId(repo)
                .setRelativePath(".env")
                .setDryRun(dryRun)
                .build());
    WriteReport.print(session, write);
  }
}
