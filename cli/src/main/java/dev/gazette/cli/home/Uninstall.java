package dev.gazette.cli.home;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.target.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
      description =
          "Also stop Gazette and delete its home with all boards, tokens and logs; what others put there"
              + " stays.")
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
        purge(session, home, removed, left);
      }
    } catch (IOException failure) {
      throw Failure.because(
          Exit.REFUSED, "NOT_UNINSTALLED", "Cannot uninstall: %s.", failure.getMessage());
    }
    var report = new LinkedHashMap<String, Object>();
    report.put("removed", removed);
    report.put("left", left);
    report.put("home_kept", Files.isDirectory(home.folder()));
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

  private static void purge(Session session, Home home, List<String> removed, List<String> left)
      throws IOException {
    var purged = new Purge(home).run();
    purged.removed().forEach(path -> removed.add(path.toString()));
    for (var path : purged.left()) {
      left.add(path.toString());
      session.note("Left as it is: " + path + " holds what Gazette did not make.");
    }
  }
}
