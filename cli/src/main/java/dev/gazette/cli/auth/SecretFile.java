package dev.gazette.cli.auth;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.output.Output;
import dev.gazette.cli.target.TokenPlace;
import dev.gazette.proto.auth.v1.IssuedToken;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The option that takes a new secret out of the output, and the output where it is not given.
final class SecretFile {

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "Write the secret to this file, mode 0600, instead of printing it.")
  @Nullable String file;

  /// Begins the files that the secret goes to: this one, and those that keep the token already.
  /// Refuses to make a secret that nobody would see.
  KeptSecret begin(Session session, List<TokenPlace> places) {
    var all = new ArrayList<>(places);
    if (file != null) {
      all.add(TokenPlace.of("--secret-file", Path.of(file)));
    }
    if (all.isEmpty() && session.out().form() == Output.Form.IDS) {
      throw Failure.usage("With -q the secret would be lost: add --secret-file FILE.");
    }
    return KeptSecret.begin(all);
  }

  /// Keeps the secret, or shows it where it is kept nowhere.
  static void print(Session session, KeptSecret kept, IssuedToken issued, String done) {
    var token = issued.getToken();
    kept.keep(issued.getSecret());
    if (!kept.where().isEmpty()) {
      session
          .out()
          .did(
              issued.toBuilder().clearSecret().build(),
              token.getId(),
              "%s %s; its secret is in %s".formatted(token.getName(), done, kept.where()));
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
