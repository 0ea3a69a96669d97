package dev.gazette.cli.home;

import dev.gazette.cli.connect.Readiness;
import dev.gazette.cli.home.Doctor.Finding;
import dev.gazette.cli.process.Surroundings;
import dev.gazette.cli.target.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The checks of `gazette doctor`, each from what is really there.
final class Examination {

  private static final long LEAST_FREE = 256L << 20;
  private static final int MEBIBYTE = 20;

  private final Surroundings around;
  private final Home home;
  private final List<Finding> findings = new ArrayList<>();

  Examination(Surroundings around) {
    this.around = around;
    this.home = Home.of(around);
  }

  List<Finding> findings() {
    jdk();
    caches();
    git();
    home();
    disk();
    services();
    command();
    return List.copyOf(findings);
  }

  private void find(String check, boolean good, String sentence) {
    findings.add(new Finding(check, good, sentence));
  }

  private void jdk() {
    find("jdk", true, System.getProperty("java.vendor") + " " + Runtime.version());
  }

  private void caches() {
    var installation = Installation.ofProcess();
    boolean good =
        installation.services().isCacheGood() && installation.commandLine().isCacheGood();
    find(
        "quick starts",
        good,
        good
            ? "the AOT caches are in use"
            : "the AOT caches are missing, damaged or of another build: stop and start with `gazette down` and `gazette up`");
  }

  private void git() {
    boolean found =
        Arrays.stream(around.variable("PATH").orElse("").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "git")));
    find("git", found, found ? "found" : "git is not on the PATH: install it");
  }

  private void home() {
    if (!Files.isDirectory(home.folder())) {
      find("home", false, home.folder() + " is not there yet: start Gazette with `gazette up`");
      return;
    }
    closed("home", home.folder(), "rwx------", "700");
    if (Files.exists(home.token())) {
      closed("token", home.token(), "rw-------", "600");
    } else {
      find("token", false, "there is no " + home.token() + ": run `gazette auth recover`");
    }
  }

  private void closed(String check, Path path, String wanted, String octal) {
    try {
      String found = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
      boolean good = found.equals(wanted);
      find(
          check,
          good,
          good
              ? path + ", for its owner alone"
              : path + " is " + found + ": run chmod " + octal + " on it");
    } catch (IOException | UnsupportedOperationException failure) {
      find(check, false, "cannot read the rights of " + path + ": " + failure.getMessage());
    }
  }

  private void disk() {
    try {
      Path there = Files.isDirectory(home.folder()) ? home.folder() : around.userHome();
      long free = Files.getFileStore(there).getUsableSpace();
      boolean good = free >= LEAST_FREE;
      find(
          "disk",
          good,
          (free >> MEBIBYTE)
              + " MiB free"
              + (good ? "" : ": free some space, or databases stop taking writes"));
    } catch (IOException failure) {
      find("disk", false, "cannot tell the free space: " + failure.getMessage());
    }
  }

  private void services() {
    var running = new HomeServices(home);
    var addresses = running.addresses();
    if (addresses.isEmpty()) {
      find("services", false, "nothing runs: start Gazette with `gazette up`");
    }
    addresses.forEach((service, address) -> {
      String problem = Readiness.problem(address);
      find(service.id(), problem.isEmpty(), problem.isEmpty() ? "ready at " + address : problem);
    });
  }

  private void command() {
    var command = Links.of(around, Installation.ofProcess()).command();
    try {
      boolean good = !command.isThere() || command.isOurs();
      find(
          "command",
          good,
          good
              ? command.isThere()
                  ? command.path() + " calls this installation"
                  : "not on your PATH; `gazette install` puts it there"
              : command.stranger() + ": move it away, and run `gazette install`");
    } catch (IOException failure) {
      find("command", false, "cannot read " + command.path() + ": " + failure.getMessage());
    }
  }
}
