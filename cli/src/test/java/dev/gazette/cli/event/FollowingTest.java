package dev.gazette.cli.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.Cli;
import dev.gazette.cli.testgazette.Run;
import dev.gazette.cli.testgazette.TestGazette;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class FollowingTest {

  @TempDir Path folder;

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  @Test
  void events_goOnAcrossARestart() throws Exception {
    try (var gazette = new TestGazette(folder.resolve("home"))) {
      var out = new ByteArrayOutputStream();
      var err = new ByteArrayOutputStream();
      var followed =
          CompletableFuture.supplyAsync(() ->
              new Cli(Run.against(gazette).surroundings(out, err))
                  .run(List.of("events", "--follow", "--kind", "card.created", "--limit", "3")));
      await(() -> gazette.watching() == 1);
      Run.against(gazette).gazette("card", "create", "One");
      await(() -> out.size() > 0);
      gazette.stop();
      await(() -> err.toString(StandardCharsets.UTF_8).contains("The log is away"));
      gazette.restart();
      Run.against(gazette).gazette("card", "create", "Two");
      Run.against(gazette).gazette("card", "create", "Three");
      assertThat(followed.get(30, TimeUnit.SECONDS)).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8).lines())
          .hasSize(3)
          .element(2)
          .asString()
          .contains("card.created", "boards/default/cards/DEFAULT-3");
    }
  }

  @Test
  void wait_outlivesARestart() throws Exception {
    try (var gazette = new TestGazette(folder.resolve("home"))) {
      Run.against(gazette).gazette("card", "create", "One");
      Run.against(gazette).gazette("card", "create", "Two");
      var waited =
          CompletableFuture.supplyAsync(() ->
              Run.against(gazette)
                  .gazette("card", "wait", "DEFAULT-1", "DEFAULT-2", "--for", "done"));
      await(() -> gazette.watching() == 1);
      Run.against(gazette).gazette("card", "complete", "DEFAULT-2");
      gazette.stop();
      gazette.restart();
      Run.against(gazette).gazette("card", "complete", "DEFAULT-1");
      var result = waited.get(30, TimeUnit.SECONDS);
      assertThat(result.exit()).isZero();
      assertThat(result.lines()).containsExactlyInAnyOrder("DEFAULT-1 done", "DEFAULT-2 done");
    }
  }

  @Test
  void wait_anyOrInTime() {
    try (var gazette = new TestGazette(folder.resolve("home"))) {
      var run = Run.against(gazette);
      run.gazette("card", "create", "One");
      run.gazette("card", "create", "Two");
      run.gazette("card", "complete", "DEFAULT-2");
      assertThat(
              run.gazette("card", "wait", "DEFAULT-1", "DEFAULT-2", "--for", "done", "--any").out())
          .isEqualTo("DEFAULT-2 done\n");
      var late = run.gazette("card", "wait", "DEFAULT-1", "--for", "done", "--timeout", "200ms");
      assertThat(late.exit()).isEqualTo(6);
      assertThat(late.err()).contains("Not there in time: DEFAULT-1.");
      assertThat(run.gazette("card", "wait", "DEFAULT-9", "--for", "done").exit()).isEqualTo(4);
    }
  }

  @Test
  void events_areReadToTheEnd() {
    try (var gazette = new TestGazette(folder.resolve("home"))) {
      var run = Run.against(gazette);
      run.gazette("card", "create", "One");
      run.gazette("card", "create", "Two");
      run.gazette("card", "complete", "DEFAULT-1");
      assertThat(run.gazette("events", "--card", "DEFAULT-1", "-q").out())
          .isEqualTo("board/1\nboard/3\nboard/4\n");
      assertThat(run.gazette("events", "--resume", "3", "--json").out())
          .contains(
              "\"sequence\":4,", "\"lane\":\"business\"", "\"count\":3", "\"resume_token\":\"4\"");
    }
  }
}
