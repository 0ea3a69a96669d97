package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gazette.platform.testkit.DiskSnapshot;
import dev.gazette.platform.testkit.GitRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bad input and trouble, as a person meets them: a sentence that says what to do, the right exit
/// code, nothing lost, and nothing touched outside of repositories.
final class TroubleIT {

  private static final int REFUSED = 1;
  private static final int USAGE = 2;
  private static final int UNREACHABLE = 3;
  private static final int NOT_FOUND = 4;
  private static final int DENIED = 5;
  private static final int TIMED_OUT = 6;

  @TempDir Path folder;
  private Machine machine;
  private Path outside;

  @BeforeEach
  void start() throws IOException {
    machine = new Machine(folder);
    outside = Files.createDirectory(machine.folder().resolve("outside"));
    Files.writeString(outside.resolve(".env"), "KEEP=1\n");
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
  void cards_ofBadInput() {
    machine.gazette("up").ok();
    assertRefused(machine.gazette("card", "list", "--colour"), USAGE, "no option --colour");
    assertRefused(machine.gazette("board", "show", "defalt"), NOT_FOUND, "Did you mean default?");
    assertRefused(machine.gazette("card", "create", ""), REFUSED, "title is empty", "1 to 500");
    String long1M = "{\"title\":\"%s\"}%n".formatted("x".repeat(1_000_000));
    assertRefused(
        machine.piping(long1M, "card", "create", "-f", "-"), REFUSED, "1,000,000 characters");
    assertThat(machine.gazette("card", "list", "-q").ok()).isEmpty();
  }

  @Test
  void tokens_thatDoNotDo() throws IOException {
    machine.gazette("up").ok();
    Path secret = machine.folder().resolve("ci.token");
    machine
        .gazette(
            "auth",
            "token",
            "create",
            "ci",
            "--grant",
            "board.read",
            "--secret-file",
            secret.toString())
        .ok();
    machine.gazette("card", "list", "--token-file", secret.toString()).ok();
    assertRefused(
        machine.gazette("card", "create", "X", "--token-file", secret.toString()),
        DENIED,
        "board.write");
    String good = Files.readString(secret).strip();
    for (String bad :
        List.of("gzt_short", good.substring(0, 10) + flip(good.charAt(10)) + good.substring(11))) {
      Path file = Files.writeString(machine.folder().resolve("bad.token"), bad + "\n");
      var refused = machine.gazette("card", "list", "--token-file", file.toString());
      assertRefused(refused, DENIED, "token");
      assertThat(refused.err()).doesNotContain(bad);
    }
    machine.gazette("auth", "token", "revoke", "ci").ok();
    assertRefused(
        machine.gazette("card", "list", "--token-file", secret.toString()), DENIED, "revoked");
  }

  private static char flip(char letter) {
    return letter == 'A' ? 'B' : 'A';
  }

  @Test
  void repositories_thatAreNotAsTheyShould() throws IOException {
    machine.gazette("up").ok();
    var repository = GitRepository.withCommit(machine.folder().resolve("shop"));
    var before = DiskSnapshot.of(outside);
    machine.gazette("repo", "register", repository.path().toString()).ok();
    assertRefused(machine.gazette("repo", "register", "/etc"), REFUSED, "GAZETTE_PROBE_ROOTS");
    assertRefused(machine.gazette("repo", "register", "../../../etc"), REFUSED, "roots");
    assertRefused(machine.gazette("repo", "register", outside.toString()), REFUSED, "git");
    assertRefused(machine.gazette("env", "set", "../shop", "A", "1"), REFUSED, "id");
    assertRefused(machine.gazette("env", "set", "shp", "A", "1"), NOT_FOUND, "Did you mean shop?");
    assertRefused(machine.gazette("env", "set", "shop", "A B", "1"), REFUSED, "letter");
    Path env = repository.file(".env");
    Files.createSymbolicLink(env, outside.resolve(".env"));
    refuseToSet("is a link");
    Files.delete(env);
    Files.createDirectory(env);
    refuseToSet("is a folder");
    Files.delete(env);
    repository.run(List.of("mkfifo", env.toString()));
    refuseToSet("a pipe");
    Files.delete(env);
    Files.write(env, new byte[] {(byte) 0xff, (byte) 0xfe});
    refuseToSet("not UTF-8");
    Files.delete(env);
    Path moved = Files.move(repository.path(), machine.folder().resolve("moved"));
    refuseToSet("no longer there");
    Files.move(moved, repository.path());
    machine.gazette("env", "set", "shop", "A", "1").ok();
    assertThat(repository.read(".env")).isEqualTo("A=1\n");
    assertThat(DiskSnapshot.of(outside)).isEqualTo(before);
  }

  private void refuseToSet(String sentence) {
    assertRefused(machine.gazette("env", "set", "shop", "A", "1"), REFUSED, sentence);
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
  void modelServer_thatHangs_isGivenUp() throws IOException {
    try (var mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      machine.set("GAZETTE_INFERENCE_OLLAMA_URL", "http://127.0.0.1:" + mute.getLocalPort());
      machine.gazette("up").ok();
      assertThat(machine.gazette("ask", "--model", "tiny", "--timeout", "2s", "hello").exit())
          .isEqualTo(TIMED_OUT);
      assertThat(machine.gazette("usage", "--json").ok()).contains("\"outcome\":\"");
    }
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
