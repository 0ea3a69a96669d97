package dev.gazette.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.target.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InstanceTest {

  private static final Instant BUILT = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;
  private Instance instance;

  @BeforeEach
  void makeHome() throws IOException {
    Files.createDirectories(folder.resolve("run"));
    instance = new Instance(new Home(folder));
  }

  @Test
  void process_thatLives() throws IOException {
    var process = new ProcessBuilder("sleep", "60").start();
    try {
      instance.note(process.toHandle(), BUILT);
      assertThat(instance.process()).contains(process.toHandle());
      assertThat(instance.built()).isEqualTo(BUILT);
      assertThat(instance.stop()).isTrue();
      assertThat(instance.process()).isEmpty();
    } finally {
      process.destroyForcibly();
    }
  }

  /// The shell becomes `sleep`, which never asks how its child ended.
  @Test
  void process_thatEndedUnasked_isNone() throws IOException {
    var parent = new ProcessBuilder("sh", "-c", "sleep 60 & echo $!; exec sleep 60").start();
    try {
      var reader = parent.inputReader(StandardCharsets.UTF_8);
      long pid = Long.parseLong(String.valueOf(reader.readLine()));
      var child = ProcessHandle.of(pid).orElseThrow();
      instance.note(child, BUILT);
      child.destroyForcibly();
      var end = Instant.now().plus(Duration.ofSeconds(10));
      while (instance.process().isPresent() && Instant.now().isBefore(end)) {
        Thread.onSpinWait();
      }
      assertThat(child.isAlive()).as("kept by its parent").isTrue();
      assertThat(instance.process()).isEmpty();
    } finally {
      parent.destroyForcibly();
    }
  }
}
