package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.testkit.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Commands that work on cards, as processes: what they are given, and what becomes of the card.
@Timeout(180)
@ExtendWith(Running.Shared.class)
final class WorkIT {

  @TempDir Path folder;
  private final Running gazette;

  WorkIT(Running gazette) {
    this.gazette = gazette;
  }

  private Process start(List<String> options, String script) throws IOException {
    var words = new ArrayList<>(List.of("card", "work"));
    words.addAll(options);
    words.addAll(List.of("--", "sh", "-c", script));
    var builder = gazette.machine().command(words.toArray(String[]::new));
    builder.environment().put("FOLDER", folder.toString());
    builder.environment().put("GAZETTE", gazette.machine().root().resolve("gazette").toString());
    return builder
        .redirectOutput(folder.resolve("out").toFile())
        .redirectError(folder.resolve("err").toFile())
        .start();
  }

  private int work(List<String> options, String script) throws Exception {
    var process = start(options, script);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private String text(String file) throws IOException {
    var path = folder.resolve(file);
    return Files.exists(path) ? Files.readString(path) : "";
  }

  private void await(String file) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!text(file).endsWith("\n")) {
      assertThat(System.nanoTime()).as(file).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private static String show(Run run, String card) {
    return run.gazette("card", "show", card).ok();
  }

  private static String runs(Run run, String card) {
    return run.gazette("card", "runs", card).ok();
  }

  @Test
  void commandEndsWell_itWorkedWithATokenOfItsOwn() throws Exception {
    var run = gazette.onBoard("worked");
    run.gazette("card", "create", "One").ok();
    int exit =
        work(
            List.of("--next", "--board", "worked", "--summary", "built"),
            """
            echo "$GAZETTE_CARD $GAZETTE_EPOCH $GAZETTE_BOARD"
            ls -l "$GAZETTE_TOKEN_FILE"
            cp "$GAZETTE_TOKEN_FILE" "$FOLDER/kept"
            "$GAZETTE" card comment "$GAZETTE_CARD" "half way" || exit 7
            "$GAZETTE" auth token list; echo "tokens: $?"
            "$GAZETTE" card create Another --board default; echo "other board: $?"
            """);
    assertThat(text("err") + text("out")).contains("WORKED-1 done");
    assertThat(exit).isZero();
    assertThat(text("out"))
        .contains("WORKED-1 1 worked", "-rw-------", "tokens: 5", "other board: 5");
    assertThat(show(run, "WORKED-1")).contains("done", "built");
    assertThat(run.gazette("card", "comments", "WORKED-1").ok())
        .contains("owner/WORKED-1.1", "half way");
    var late = run().with("GAZETTE_TOKEN_FILE", folder.resolve("kept").toString());
    assertThat(late.gazette("card", "show", "WORKED-1").err()).contains("has ended");
  }

  private Run run() {
    return gazette.run();
  }

  @Test
  void commandFails_theCardIsBlockedWithTheReason() throws Exception {
    var run = gazette.onBoard("broken");
    run.gazette("card", "create", "One").ok();
    assertThat(work(List.of("BROKEN-1"), "exit 3")).isEqualTo(1);
    assertThat(text("err")).contains("exited with 3");
    assertThat(show(run, "BROKEN-1")).contains("blocked", "sh -c exit 3 exited with 3");
  }

  @Test
  void commandThatMayDoBetterLater_isTriedAgain() throws Exception {
    var run = gazette.onBoard("again");
    run.gazette("card", "create", "One").ok();
    run.gazette("card", "create", "Two").ok();
    assertThat(work(List.of("AGAIN-1"), "exit 75")).isEqualTo(1);
    assertThat(show(run, "AGAIN-1")).contains("scheduled", "rate_limited");
    assertThat(work(List.of("AGAIN-2", "--retry"), "exit 4")).isEqualTo(1);
    assertThat(runs(run, "AGAIN-2")).contains("crashed", "exited with 4");
  }

  @Test
  void commandThatIsNotThere_givesTheCardBack() throws Exception {
    var run = gazette.onBoard("absent");
    run.gazette("card", "create", "One").ok();
    var ran = gazette.machine().gazette("card", "work", "ABSENT-1", "--", "no-such-command");
    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("Cannot start no-such-command");
    assertThat(show(run, "ABSENT-1")).contains("ready");
  }

  @Test
  void commandEndsItsCardItself_isNotOverruled() throws Exception {
    var run = gazette.onBoard("itself");
    run.gazette("card", "create", "One").ok();
    int exit =
        work(
            List.of("ITSELF-1"),
            "\"$GAZETTE\" card block \"$GAZETTE_CARD\" 'which colour?' --kind needs_input");
    assertThat(exit).as(text("err")).isZero();
    assertThat(show(run, "ITSELF-1")).contains("blocked", "which colour?");
  }

  @Test
  void interrupted_tellsTheCommand_andGivesTheCardBack() throws Exception {
    var run = gazette.onBoard("stopped");
    run.gazette("card", "create", "One").ok();
    var process =
        start(
            List.of("STOPPED-1"),
            """
            trap 'echo told > "$FOLDER/told"; exit 0' TERM
            echo begun > "$FOLDER/begun"
            while :; do sleep 0.1; done
            """);
    await("begun");
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    await("told");
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(text("err")).contains("STOPPED-1 is given back");
    assertThat(show(run, "STOPPED-1")).contains("ready");
    assertThat(runs(run, "STOPPED-1")).contains("released");
  }

  @Test
  void leaseIsLost_theWholeTreeIsEnded() throws Exception {
    var run = gazette.onBoard("lost");
    run.gazette("card", "create", "One").ok();
    var process =
        start(
            List.of("LOST-1", "--lease", "3s"),
            """
            trap '' TERM
            sh -c 'trap "" TERM; echo $$ > "$FOLDER/grandchild"; while :; do sleep 1; done' &
            echo $$ > "$FOLDER/child"
            wait
            """);
    await("child");
    await("grandchild");
    run.gazette("card", "cancel", "LOST-1").ok();
    assertThat(process.waitFor(Duration.ofSeconds(60))).isTrue();
    assertThat(process.exitValue()).isEqualTo(1);
    assertThat(text("err")).contains("The lease on LOST-1 is lost");
    for (String file : List.of("child", "grandchild")) {
      long pid = Long.parseLong(text(file).strip());
      assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).as(file).isEmpty();
    }
    assertThat(show(run, "LOST-1")).contains("cancelled");
  }
}
