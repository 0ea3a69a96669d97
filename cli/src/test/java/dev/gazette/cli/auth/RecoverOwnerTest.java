package dev.gazette.cli.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.testkit.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a recovery secret goes. What the service makes of it is proved in `deploy`.
final class RecoverOwnerTest {

  private static final String NOWHERE = "127.0.0.1:9";

  @TempDir Path person;
  private Run run;

  @BeforeEach
  void makeHome() throws IOException {
    run = new Run(person);
    Files.createDirectories(person.resolve(".gazette/data/auth"));
    Files.writeString(person.resolve(".gazette/data/auth/recovery"), "gzr_home\n");
  }

  private void assertKeptAtHome(Run.Result refused, String target) {
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err())
        .contains(target, person.resolve(".gazette").toString(), "--recovery-file");
  }

  @Test
  void secretOfTheHome_isNotSentElsewhere() {
    assertKeptAtHome(run.gazette("auth", "recover", "--server", NOWHERE), "--server");
    run.piping("gzt_lab\n").gazette("auth", "login", "lab", "--server", NOWHERE).ok();
    assertKeptAtHome(run.gazette("auth", "recover"), "context lab");
    run.with("GAZETTE_SERVER", NOWHERE);
    assertKeptAtHome(run.gazette("auth", "recover"), "GAZETTE_SERVER");
  }

  @Test
  void newToken_withoutAPlace_isNotAskedFor() {
    var refused =
        run.piping("gzr_lab\n")
            .gazette("auth", "recover", "--server", NOWHERE, "--recovery-file", "-");
    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("--token-file FILE");
  }
}
