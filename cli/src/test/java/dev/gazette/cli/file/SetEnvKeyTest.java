package dev.gazette.cli.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.testkit.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What comes before the call. What is written is proved in `deploy`.
final class SetEnvKeyTest {

  private static final int NOT_STARTED = 3;

  @TempDir Path person;

  @Test
  void emptyPipe_blanksNoSecret() {
    for (String nothing : new String[] {"", "\n", "\r\n"}) {
      var refused = new Run(person).piping(nothing).gazette("env", "set", "shop", "API_KEY");
      assertThat(refused.exit()).isEqualTo(2);
      assertThat(refused.err()).contains("no value for API_KEY", "env set shop API_KEY ''");
    }
    var asked = new Run(person).gazette("env", "set", "shop", "API_KEY", "");
    assertThat(asked.exit()).isEqualTo(NOT_STARTED);
  }
}
