package dev.gazette.cli.home;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.target.Home;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Map;
import picocli.CommandLine.Command;

/// Ends the services of the home. Ending what does not run is no failure.
@Command(
    name = "down",
    description = "Stop Gazette on this machine.",
    footer = {"", "Examples:", "  gazette down"})
public final class Down implements Verb {

  @Override
  public void run(Session session) {
    var home = Home.of(session.around());
    boolean ended = Files.isDirectory(home.folder()) && end(home);
    session
        .out()
        .did(
            Map.of("home", home.folder().toString(), "stopped", ended),
            home.folder().toString(),
            ended ? "Gazette is down." : "Gazette was not running in " + home.folder() + ".");
  }

  private static boolean end(Home home) {
    var instance = new Instance(home);
    try (FileChannel _ = instance.lock()) {
      return instance.stop();
    } catch (IOException failure) {
      throw Failure.because(
          Exit.REFUSED, "NOT_STOPPED", "Cannot stop Gazette: %s.", failure.getMessage());
    }
  }
}
