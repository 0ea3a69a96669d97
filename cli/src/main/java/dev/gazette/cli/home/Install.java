package dev.gazette.cli.home;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Makes `gazette` a command of the user: a link, completions and, if asked, a service that starts
/// with the session. Installing twice changes nothing.
@Command(
    name = "install",
    description =
        "Link the command into ~/.local/bin and add completions. Refused where others have files.",
    footer = {"", "Examples:", "  gazette install", "  gazette install --service"})
public final class Install implements Verb {

  @Option(
      names = "--service",
      description = "Also a systemd user service that starts Gazette with your session.")
  boolean service;

  @Override
  public void run(Session session) {
    var links = Links.of(session.around(), Installation.ofProcess());
    var placed = new ArrayList<Placed>(List.of(links.command(), links.bash(), links.zsh()));
    if (service) {
      placed.add(links.unit());
    }
    try {
      for (var each : placed) {
        checkFree(each);
      }
      for (var each : placed) {
        each.make();
      }
    } catch (IOException failure) {
      throw Failure.because(
          Exit.REFUSED, "NOT_INSTALLED", "Cannot install: %s.", failure.getMessage());
    }
    String command = links.command().path().toString();
    var report = Map.of("files", placed.stream().map(each -> each.path().toString()).toList());
    session.out().did(report, command, "Installed " + command + ".");
    hints(session, links);
  }

  private void hints(Session session, Links links) {
    String folder = String.valueOf(links.command().path().getParent());
    if (!List.of(session.around().variable("PATH").orElse("").split(":")).contains(folder)) {
      session.note(
          "Add "
              + folder
              + " to your PATH, e.g. in ~/.profile: export PATH=\""
              + folder
              + ":$PATH\"");
    }
    session.note(
        "Completions work in new bash sessions; zsh needs "
            + links.zsh().path().getParent()
            + " in its fpath.");
    if (service) {
      session.note("Start the service with: systemctl --user enable --now gazette");
    }
  }

  private static void checkFree(Placed placed) throws IOException {
    if (placed.isThere() && !placed.isOurs()) {
      throw new IOException(placed.stranger() + "; move it away");
    }
  }
}
