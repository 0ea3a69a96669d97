package dev.gazette.deploy.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImageOptionsTest {

  /// `up` reads the same file: InstallationTest of the command line says so.
  @ParameterizedTest
  @ValueSource(strings = {"auth", "board", "governor", "probe", "inference"})
  void image_runsWithTheOneOptionsFileAndACacheMadeWithIt(String service) throws IOException {
    String dockerfile = Files.readString(Path.of("docker", service + ".Dockerfile"));
    assertThat(dockerfile)
        .contains("COPY deploy/jvm/options /app/")
        .contains("ENTRYPOINT [\"java\", \"@/app/options\", \"-XX:AOTCache=/app/aot\"")
        .contains("-XX:AOTCacheOutput=/app/aot @/app/class-path")
        .contains("dev.gazette.platform.service.Rehearsal " + service + " &&");
  }
}
