package dev.gazette.cli.auth;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.target.Contexts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// Chooses a context.
@Command(
    name = "use",
    description = "Uses a context from now on; `home` uses the home of this machine.",
    footer = {"", "Examples:", "  gazette auth use prod", "  gazette auth use home"})
final class UseContext implements Verb {

  @Parameters(paramLabel = "CONTEXT", description = "The context's name.")
  String name = "";

  @Override
  public void run(Session session) {
    var contexts = Contexts.of(session.around());
    contexts.use(name);
    contexts.save();
    session.out().did(ContextRow.of(contexts, name), name, name + " is used from now on");
  }
}
