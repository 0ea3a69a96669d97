package dev.gazette.cli.file;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.process.Inputs;
import dev.gazette.cli.process.Secrets;
import dev.gazette.proto.governor.v1.ManagedFileServiceGrpc;
import dev.gazette.proto.governor.v1.SetEnvKeyRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Sets a key in `.env`.
@Command(
    name = "set",
    description =
        "Sets a key in `.env`. Without VALUE it is read from standard input, or asked for without"
            + " showing it: an argument is seen by every process of the machine. An empty value has"
            + " to be an argument.",
    footer = {
      "",
      "Examples:",
      "  gazette env set shop API_KEY",
      "  gazette env set shop OLLAMA_HOST 127.0.0.1:11434 --dry-run"
    })
final class SetEnvKey implements Verb {

  @Parameters(index = "0", paramLabel = "REPO", description = "The repository's id.")
  String repo = "";

  @Parameters(index = "1", paramLabel = "KEY", description = "The key.")
  String key = "";

  @Parameters(index = "2", arity = "0..1", paramLabel = "VALUE", description = "The value.")
  @Nullable String value;

  @Option(names = "--dry-run", description = "Print what would be written, and write nothing.")
  boolean dryRun;

  @Override
  public void run(Session session) {
    var write =
        session.call(
            ManagedFileServiceGrpc.getSetEnvKeyMethod(),
            SetEnvKeyRequest.newBuilder()
                .setRepositoryId(repo)
                .setKey(key)
                .setValue(value == null ? asked(session) : value)
                .setDryRun(dryRun)
                .build());
    WriteReport.print(session, write);
  }

  /// A pipe is empty when the command before it failed: that must not blank a secret.
  private String asked(Session session) {
    String asked =
        session.around().terminals().in()
            ? Secrets.ask("Value of " + key + ": ")
            : Inputs.withoutLineEnd(Inputs.standard(session.around()));
    if (asked.isEmpty()) {
      throw Failure.usage(
          "There is no value for %s: nothing was given. To make it empty, say so: gazette env set %s %s"
              + " ''",
          key, repo, key);
    }
    return asked;
  }
}
