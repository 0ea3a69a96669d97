package dev.gazette.board.hook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class CommandRunTest {

  /// More than a pipe holds.
  private static final String BODY = "x".repeat(1024 * 1024);

  @TempDir Path folder;

  private List<String> shell(String script) {
    return List.of("sh", "-c", "cd " + folder + "; " + script);
  }

  /// One that ended may stand in the system's table until somebody asks what became of it.
  private boolean runs(String file) throws IOException {
    var stat = Path.of("/proc", Files.readString(folder.resolve(file)).strip(), "stat");
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (Files.exists(stat) && !Files.readString(stat).contains(") Z ")) {
      if (System.nanoTime() > end) {
        return true;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    return false;
  }

  @Test
  void commandThatDoesNotRead_isEndedInTime_withWhatItStarted() throws Exception {
    var script = "sleep 300 & echo $! > child; echo $$ > command; wait";
    assertThat(CommandRun.run(shell(script), BODY, Duration.ofSeconds(1)))
        .contains("the command took longer than 1 s");
    assertThat(runs("command")).isFalse();
    assertThat(runs("child")).isFalse();
  }

  @Test
  void commandReadsTheBody() throws Exception {
    assertThat(CommandRun.run(shell("cat > body"), BODY, Duration.ofSeconds(30))).isEmpty();
    assertThat(folder.resolve("body")).hasContent(BODY);
    assertThat(CommandRun.run(shell("exit 3"), BODY, Duration.ofSeconds(30)))
        .contains("the command exited with 3");
  }
}
