package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gazette.platform.testkit.GitRepository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Trouble of the machine, as a person meets it: a sentence that says what to do, the right exit
/// code, nothing lost.
final class TroubleIT {

  private static final int UNREACHABLE = 3;
  private static final int NOT_FOUND = 4;

  @TempDir Path folder;
  private Machine machine;

  @BeforeEach
  void start() {
    machine = new Machine(folder);
  }

  @AfterEach
  void end() {
    machine.close();
  }

  private void assertRefused(Ran result, int exit, String... sentence) {
    assertThat(result.exit()).as(result.err()).isEqualTo(exit);
    assertThat(result.err()).startsWith("gazette: ").contains(sentence).doesNotContain("Exception");
    assertThat(result.out()).isEmpty();
  }

  @Test
  @Tag("deep")
  void keys_setByManyProcessesAtOnce_areAllThere() throws Exception {
    machine.gazette("up").ok();
    var repository = GitRepository.withCommit(machine.folder().resolve("shop"));
    machine.gazette("repo", "register", repository.path().toString()).ok();
    int processes = 50;
    try (var threads = Executors.newFixedThreadPool(processes)) {
      var all =
          IntStream.range(0, processes)
              .mapToObj(i ->
                  threads.submit(() ->
                      machine
                          .gazette("env", "set", "shop", "KEY_" + i, "v" + i, "--timeout", "120s")
                          .ok()))
              .toList();
      for (Future<String> each : all) {
        each.get();
      }
    }
    assertThat(repository.read(".env").lines())
        .hasSize(processes)
        .allMatch(line -> line.matches("KEY_(\\d+)=v\\1"));
  }

  @Test
  void machine_withoutGazette_saysSo() {
    assertRefused(machine.gazette("card", "list"), UNREACHABLE, "gazette up");
    assertThat(machine.gazette("status").exit()).isEqualTo(UNREACHABLE);
    assertThat(machine.gazette("down").ok()).contains("not running");
    assertRefused(machine.gazette("logs"), NOT_FOUND, "gazette up");
  }

  @Test
  void disk_thatIsFull_refusesWritesAndRecovers() throws IOException, InterruptedException {
    Path small = Files.createDirectory(machine.folder().resolve("small"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=24m,mode=700", "tmpfs", small.toString()) == 0
            || System.getenv("CI") != null,
        "only root may mount a small file system");
    try {
      machine.set("GAZETTE_HOME", small.resolve("home").toString());
      machine.gazette("up").ok();
      machine.gazette("card", "create", "Before").ok();
      Path ballast = small.resolve("ballast");
      assertThat(run("sh", "-c", "cat /dev/zero > '" + ballast + "'")).isNotZero();
      String big = "{\"title\":\"big\",\"body\":\"%s\"}%n".formatted("x".repeat(90_000));
      var refused = machine.piping(big, "card", "create", "-f", "-");
      for (int i = 0; i < 50 && refused.exit() == 0; i++) {
        refused = machine.piping(big, "card", "create", "-f", "-");
      }
      assertThat(refused.err()).contains("the disk is full; free some space");
      assertThat(refused.exit()).isEqualTo(UNREACHABLE);
      assertThat(machine.gazette("card", "list").ok()).contains("Before");
      assertThat(awaitStatus(UNREACHABLE).out()).contains("not_serving", "the disk is full");
      Files.delete(ballast);
      awaitStatus(0);
      machine.gazette("card", "create", "After").ok();
      machine.gazette("down").ok();
    } finally {
      machine.gazette("down");
      run("umount", small.toString());
    }
  }

  @Test
  void database_thatAnotherLocks_refusesWritesAndRecovers() throws Exception {
    machine.gazette("up").ok();
    machine.gazette("card", "create", "Before").ok();
    Path file = machine.home().resolve("data/board/board.db");
    try (var other = DriverManager.getConnection("jdbc:sqlite:" + file);
        var lock = other.createStatement()) {
      lock.execute("BEGIN IMMEDIATE");
      awaitRefused("another process holds its lock; stop that process");
    }
    awaitStatus(0);
    machine.gazette("card", "create", "After").ok();
    assertThat(machine.gazette("card", "list", "--json").ok()).contains("Before", "After");
    machine.gazette("down").ok();
    Databases.assertWhole(machine.home());
  }

  /// Waits until writes are refused for a reason, and readiness tells of it; reads go on.
  private void awaitRefused(String reason) {
    long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    var refused = machine.gazette("card", "create", "Amid");
    while (!refused.err().contains(reason) && System.nanoTime() < latest) {
      refused = machine.gazette("card", "create", "Amid");
    }
    assertThat(refused.err()).contains("Cannot write the database of board", reason);
    assertThat(refused.exit()).isEqualTo(UNREACHABLE);
    assertThat(machine.gazette("card", "list").ok()).contains("Before").doesNotContain("Amid");
    assertThat(awaitStatus(UNREACHABLE).out()).contains("not_serving", reason);
  }

  /// Readiness is looked at every second, and an idle database every five.
  private Ran awaitStatus(int exit) {
    long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    var status = machine.gazette("status", "--json");
    while (status.exit() != exit && System.nanoTime() < latest) {
      status = machine.gazette("status", "--json");
    }
    assertThat(status.exit()).as(status.out()).isEqualTo(exit);
    return status;
  }

  private static int run(String... command) throws IOException, InterruptedException {
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said.length()).isLessThan(10_000);
    return process.waitFor();
  }
}
