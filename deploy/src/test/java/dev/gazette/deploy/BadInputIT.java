package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.testkit.Run;
import dev.gazette.platform.testkit.DiskSnapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Bad input, as a person gives it: a sentence that says what to do, the right exit code, nothing
/// lost, and nothing touched outside of repositories.
@ExtendWith(Running.Shared.class)
final class BadInputIT {

  private static final int REFUSED = 1;
  private static final int USAGE = 2;
  private static final int NOT_FOUND = 4;
  private static final int DENIED = 5;

  @TempDir Path folder;
  private final Running gazette;

  BadInputIT(Running gazette) {
    this.gazette = gazette;
  }

  private static void assertRefused(Run.Result result, int exit, String... sentence) {
    assertThat(result.exit()).as(result.err()).isEqualTo(exit);
    assertThat(result.err()).startsWith("gazette: ").contains(sentence).doesNotContain("Exception");
    assertThat(result.out()).isEmpty();
  }

  @Test
  void cards_ofBadInput() {
    var run = gazette.onBoard("bad");
    assertRefused(run.gazette("card", "list", "--colour"), USAGE, "no option --colour");
    assertRefused(run.gazette("board", "show", "defalt"), NOT_FOUND, "Did you mean default?");
    assertRefused(run.gazette("card", "create", ""), REFUSED, "title is empty", "1 to 500");
    String long1M = "{\"title\":\"%s\"}%n".formatted("x".repeat(1_000_000));
    assertRefused(
        run.piping(long1M).gazette("card", "create", "-f", "-"), REFUSED, "1,000,000 characters");
    assertThat(run.gazette("card", "list", "-q").ok()).isEmpty();
  }

  @Test
  void tokens_thatDoNotDo() throws IOException {
    var run = gazette.run();
    Path secret = folder.resolve("ci.token");
    run.gazette(
            "auth",
            "token",
            "create",
            "reader",
            "--grant",
            "board.read",
            "--secret-file",
            secret.toString())
        .ok();
    run.gazette("card", "list", "--token-file", secret.toString()).ok();
    assertRefused(
        run.gazette("card", "create", "X", "--token-file", secret.toString()),
        DENIED,
        "board.write");
    String good = Files.readString(secret).strip();
    for (String bad :
        List.of("gzt_short", good.substring(0, 10) + flip(good.charAt(10)) + good.substring(11))) {
      Path file = Files.writeString(folder.resolve("bad.token"), bad + "\n");
      var refused = run.gazette("card", "list", "--token-file", file.toString());
      assertRefused(refused, DENIED, "token");
      assertThat(refused.err()).doesNotContain(bad);
    }
    run.gazette("auth", "token", "revoke", "reader").ok();
    assertRefused(
        run.gazette("card", "list", "--token-file", secret.toString()), DENIED, "revoked");
  }

  private static char flip(char letter) {
    return letter == 'A' ? 'B' : 'A';
  }

  @Test
  void repositories_thatAreNotAsTheyShould() throws IOException {
    var run = gazette.run();
    var repository = gazette.repository("shop");
    var outside = Files.createDirectory(gazette.machine().folder().resolve("outside"));
    Files.writeString(outside.resolve(".env"), "KEEP=1\n");
    var before = DiskSnapshot.of(outside);
    assertRefused(run.gazette("repo", "register", "/etc"), REFUSED, "GAZETTE_PROBE_ROOTS");
    assertRefused(run.gazette("repo", "register", "../../../../../../../../etc"), REFUSED, "roots");
    assertRefused(run.gazette("repo", "register", outside.toString()), REFUSED, "git");
    for (String letter : List.of("x", "é", "漢")) {
      var overlong = run.gazette("repo", "register", "/" + letter.repeat(1_300) + "/b");
      assertRefused(overlong, REFUSED, letter + letter);
      assertThat(overlong.err()).hasSizeLessThan(3_000);
    }
    assertRefused(run.gazette("env", "set", "../shop", "A", "1"), REFUSED, "id");
    assertRefused(run.gazette("env", "set", "shp", "A", "1"), NOT_FOUND, "Did you mean shop?");
    assertRefused(run.gazette("env", "set", "shop", "A B", "1"), REFUSED, "letter");
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
    Path moved = Files.move(repository.path(), gazette.machine().folder().resolve("moved"));
    refuseToSet("no longer there");
    Files.move(moved, repository.path());
    run.gazette("env", "set", "shop", "A", "1").ok();
    assertThat(repository.read(".env")).isEqualTo("A=1\n");
    assertThat(DiskSnapshot.of(outside)).isEqualTo(before);
  }

  private void refuseToSet(String sentence) {
    assertRefused(gazette.run().gazette("env", "set", "shop", "A", "1"), REFUSED, sentence);
  }
}
