package dev.gazette.cli.auth;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.output.Output;
import dev.gazette.cli.target.PrivateFile;
import dev.gazette.proto.auth.v1.IssuedToken;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that takes a new secret out of the output, and the output where it is not given.
final class SecretFile {

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "Write the secret to this file, mode 0600, instead of printing it.")
  @Nullable String file;

  /// Refuses to make a secret that nobody would see.
  void check(Session session) {
    if (file == null && session.out().form() == Output.Form.IDS) {
      throw Failure.usage("With -q the secret would be lost: add --secret-file FILE.");
    }
  }

  void print(Session session, IssuedToken issued, String done) {
    var token = issued.getToken();
    if (file != null) {
      PrivateFile.write(Path.of(file), issued.getSecret() + "\n");
      session
          .out()
          .did(
              issued.toBuilder().clearSecret().build(),
              token.getId(),
              "%s %s; its secret is in %s".formatted(token.getName(), done, file));
    } else {
      session
          .out()
          .did(
              issued,
              token.getId(),
              "%s %s; its secret is shown this once: %s"
                  .formatted(token.getName(), done, issued.getSecret()));
    }
  }
}
