package dev.gazette.cli.home;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.target.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Takes away what `install` made. Data stay, unless they are to be purged, which needs a second
/// word because nothing brings them back.
@Command(
    name = "uninstall",
    description =
        "Take away the link, the completions and the service, as far as this Gazette made them; with"
            + " --purge all data too.",
    footer = {"", "Examples:", "  gazette uninstall", "  gazette uninstall --purge --yes"})
public final class Uninstall implements Verb {

  @Option(
      names = "--purge",
      description = "Also stop Gazette and delete its home with all boards, tokens and logs.")
  boolean purge;

  @Option(names = "--yes", description = "Say that you mean --purge.")
  boolean yes;

  @Override
  public void run(Session session) {
    var home = Home.of(session.around());
    if (purge && !yes) {
      throw Failure.usage(
          "--purge deletes %s with everything in it, for good. Add --yes if you mean it.",
          home.folder());
    }
    var removed = new ArrayList<String>();
    var left = new ArrayList<String>();
    try {
      for (var placed : Links.of(session.around(), Installation.ofProcess()).all()) {
        if (placed.isOurs()) {
          Files.delete(placed.path());
          removed.add(placed.path().toString());
        } else if (placed.isThere()) {
          left.add(placed.path().toString());
          session.note("Left as it is: " + placed.stranger() + ".");
        }
      }
      if (purge && Files.isDirectory(home.folder())) {
        purge(home);
        removed.add(home.folder().toString());
      }
    } catch (IOException failure) {
      throw Failure.because(
          Exit.REFUSED, "NOT_UNINSTALLED", "Cannot uninstall: %s.", failure.getMessage());
    }
    var report = new LinkedHashMap<String, Object>();
    report.put("removed", removed);
    report.put("left", left);
    report.put("home_kept", !purge);
    session
        .out()
        .did(
            report,
            "",
            removed.isEmpty()
                ? "Nothing was installed."
                : "Removed " + String.join(", ", removed) + ".");
    if (!purge) {
      session.note("Data are kept in " + home.folder() + "; --purge --yes deletes them.");
    }
  }

  /// Deletes only what looks like a home: a folder that Gazette made has `data` and `run` in it.
  private static void purge(Home home) throws IOException {
    if (!Files.isDirectory(home.folder().resolve("data"))
        || !Files.isDirectory(home.folder().resolve("run"))) {
      throw new IOException(
          home.folder() + " does not look like a home of Gazette; delete it by hand");
    }
    new Instance(home).stop();
    try (var paths = Files.walk(home.folder())) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
