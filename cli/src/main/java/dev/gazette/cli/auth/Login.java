package dev.gazette.cli.auth;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.process.Inputs;
import dev.gazette.cli.process.Secrets;
import dev.gazette.cli.target.Address;
import dev.gazette.cli.target.Contexts;
import dev.gazette.cli.target.Service;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Keeps a place to call under a name.
@Command(
    name = "login",
    description =
        "Keeps a server and its token under a name, and uses it from now on. With --token-file the"
            + " file is named; else the token is read from standard input, or asked for, and kept"
            + " in the contexts file, mode 0600.",
    footer = {
      "",
      "Examples:",
      "  gazette auth login prod --server gazette.example.org --token-file ~/prod.token",
      "  gazette auth login lab --server 127.0.0.1:51051"
    })
final class Login implements Verb {

  @Parameters(paramLabel = "NAME", description = "The context's name.")
  String name = "";

  @Override
  public void run(Session session) {
    String server = session.globals().server();
    if (server == null) {
      throw Failure.usage("Name the server with --server HOST[:PORT].");
    }
    Address.parse("--server", server, Service.FIRST_PORT);
    var contexts = Contexts.of(session.around());
    contexts.put(context(session, server));
    contexts.use(name);
    contexts.save();
    session.out().did(ContextRow.of(contexts, name), name, name + " is used from now on");
  }

  private Contexts.Context context(Session session, String server) {
    @Nullable String file = session.globals().tokenFile();
    if (file != null) {
      return new Contexts.Context(name, server, Path.of(file).toAbsolutePath().toString(), "");
    }
    String token =
        session.around().terminals().in()
            ? Secrets.ask("Token: ")
            : Inputs.standard(session.around());
    if (token.isBlank()) {
      throw Failure.usage("There is no token: name its file with --token-file, or pipe it in.");
    }
    return new Contexts.Context(name, server, "", token.strip());
  }
}
