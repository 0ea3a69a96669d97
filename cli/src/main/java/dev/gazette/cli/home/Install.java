package dev.gazette.cli.home;

import dev.gazette.cli.completion.Completion;
import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.target.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Makes `gazette` a command of the user: a link, completions and, if asked, a service that starts
/// with the session. Installing twice changes nothing.
@Command(
    name = "install",
    description = "Link the command into ~/.local/bin and add completions.",
    footer = {"", "Examples:", "  gazette install", "  gazette install --service"})
public final class Install implements Verb {

  @Option(
      names = "--service",
      description = "Also a systemd user service that starts Gazette with your session.")
  boolean service;

  @Override
  public void run(Session session) {
    var installation = Installation.ofProcess();
    var links = Links.of(session.around());
    var made = new ArrayList<Path>();
    try {
      link(links.command(), installation.script());
      made.add(links.command());
      write(links.bash(), Completion.script("bash"), made);
      write(links.zsh(), Completion.script("zsh"), made);
      if (service) {
        write(links.unit(), unit(installation, Home.of(session.around())), made);
      }
    } catch (IOException failure) {
      throw Failure.because(
          Exit.REFUSED, "NOT_INSTALLED", "Cannot install: %s.", failure.getMessage());
    }
    var report = Map.of("files", made.stream().map(Path::toString).toList());
    session.out().did(report, links.command().toString(), "Installed " + links.command() + ".");
    hints(session, links);
  }

  private void hints(Session session, Links links) {
    String folder = String.valueOf(links.command().getParent());
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
            + links.zsh().getParent()
            + " in its fpath.");
    if (service) {
      session.note("Start the service with: systemctl --user enable --now gazette");
    }
  }

  private static void link(Path link, Path target) throws IOException {
    Files.createDirectories(link.getParent());
    if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(target)) {
      return;
    }
    if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(link)) {
      throw new IOException(link + " is a file that Gazette did not make; move it away");
    }
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, target);
  }

  private static void write(Path file, String content, List<Path> made) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    made.add(file);
  }

  private static String unit(Installation installation, Home home) {
    return """
    [Unit]
    Description=Gazette

    [Service]
    Type=oneshot
    RemainAfterExit=yes
    Environment="GAZETTE_HOME=%s"
    ExecStart="%s" up
    ExecStop="%s" down

    [Install]
    WantedBy=default.target
    """
        .formatted(home.folder(), installation.script(), installation.script());
  }
}
