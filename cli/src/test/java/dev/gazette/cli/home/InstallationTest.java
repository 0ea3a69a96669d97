package dev.gazette.cli.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InstallationTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @Test
  void services_runWithTheOptionsOfTheImages() {
    Path options = ROOT.resolve("deploy/jvm/options");
    assertThat(new Installation(ROOT).services().command(List.of())).contains("@" + options);
    assertThat(options).content().contains("-XX:+UseSerialGC");
  }
}
