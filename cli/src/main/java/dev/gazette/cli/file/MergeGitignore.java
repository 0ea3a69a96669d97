package dev.gazette.cli.file;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.process.Inputs;
import dev.gazette.proto.governor.v1.ManagedFileServiceGrpc;
import dev.gazette.proto.governor.v1.MergeGitignoreRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Adds missing patterns to `.gitignore`.
@Command(
    name = "merge",
    description = "Adds the patterns that `.gitignore` lacks.",
    footer = {
      "",
      "Examples:",
      "  gazette gitignore merge shop target/ '*.log'",
      "  gazette gitignore merge shop -f patterns.txt --dry-run"
    })
final class MergeGitignore implements Verb {

  @Parameters(index = "0", paramLabel = "REPO", description = "The repository's id.")
  String repo = "";

  @Parameters(index = "1..*", paramLabel = "LINE", description = "The lines to have.")
  List<String> lines = List.of();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "A file of lines to have; - is standard input.")
  @Nullable String file;

  @Option(names = "--dry-run", description = "Print what would be written, and write nothing.")
  boolean dryRun;

  @Override
  public void run(Session session) {
    var wanted = new ArrayList<>(lines);
    if (file != null) {
      Inputs.text(session.around(), file)
          .lines()
          .filter(line -> !line.isBlank())
          .forEach(wanted::add);
    }
    if (wanted.isEmpty()) {
      throw Failure.usage("Give at least one LINE, or a file of them with -f.");
    }
    var write =
        session.call(
            ManagedFileServiceGrpc.getMergeGitignoreMethod(),
            MergeGitignoreRequest.newBuilder()
                .setRepositoryId(repo)
                .addAllLines(wanted)
                .setDryRun(dryRun)
                .build());
    WriteReport.print(session, write);
  }
}
