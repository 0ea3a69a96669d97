package dev.gazette.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ProcessTreeTest {

  @TempDir Path folder;

  private Optional<ProcessHandle> process(String file) throws IOException {
    return ProcessHandle.of(Long.parseLong(Files.readString(folder.resolve(file)).strip()))
        .filter(ProcessHandle::isAlive);
  }

  private void await(String file) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    var path = folder.resolve(file);
    while (!Files.exists(path) || !Files.readString(path).endsWith("\n")) {
      assertThat(System.nanoTime()).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /// One that ended may stand in the system's table until somebody asks what became of it.
  private static boolean runs(ProcessHandle process) {
    var stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    try {
      return !Files.readString(stat).contains(") Z ");
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void whatDetachedItself_isEndedToo_andNobodyElses() throws Exception {
    var script =
        """
        cd "$FOLDER"
        (setsid sh -c 'echo $$ > detached; exec sleep 300' < /dev/null > /dev/null 2>&1 &)
        (MARK=/another/run setsid sh -c 'echo $$ > foreign; exec sleep 300' < /dev/null > /dev/null 2>&1 &)
        exec sleep 300
        """;
    var variables = Map.of("FOLDER", folder.toString(), "MARK", folder + "/token");
    var tree = ProcessTree.start(List.of("sh", "-c", script), variables, "MARK", true);
    await("detached");
    await("foreign");
    var detached = process("detached").orElseThrow();
    tree.end(Duration.ofSeconds(1));
    assertThat(runs(detached)).isFalse();
    assertThat(tree.await(Duration.ZERO)).isTrue();
    var foreign = process("foreign").orElseThrow();
    assertThat(runs(foreign)).isTrue();
    foreign.destroyForcibly();
  }
}
