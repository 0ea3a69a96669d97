package dev.gazette.cli.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.process.Surroundings;
import dev.gazette.cli.testkit.Run;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TargetsTest {

  @TempDir Path person;
  private Run run;

  @BeforeEach
  void makeHomeAndContext() throws IOException {
    run = new Run(person);
    Files.createDirectories(person.resolve(".gazette"));
    Files.writeString(person.resolve(".gazette/token"), "gzt_home\n");
    Files.writeString(person.resolve("file"), "gzt_file\n");
    assertThat(
            run.piping("gzt_kept\n")
                .gazette("auth", "login", "lab", "--server", "lab.test:6000")
                .exit())
        .isZero();
  }

  private Surroundings around() {
    return run.surroundings(new ByteArrayOutputStream(), new ByteArrayOutputStream());
  }

  private void assertTarget(
      @Nullable String server, @Nullable String file, String origin, String board, String token) {
    var target = new Targets(around()).choose(server, file);
    assertThat(target.origin()).isEqualTo(origin);
    assertThat(target.address(Service.BOARD)).hasToString(board);
    assertThat(target.token().get()).isEqualTo(token);
  }

  @Test
  void choose_flagOverEnvironmentOverContextOverHome() {
    String file = person.resolve("file").toString();
    assertTarget(null, null, "context lab", "lab.test:6002", "gzt_kept");
    run.with("GAZETTE_SERVER", "[::1]:7000").with("GAZETTE_TOKEN_FILE", file);
    assertTarget(null, null, "GAZETTE_SERVER", "[::1]:7002", "gzt_file");
    assertTarget("localhost", null, "--server", "localhost:50053", "gzt_file");
    assertTarget("lab.test:6000", file, "--server", "lab.test:6002", "gzt_file");
  }

  @Test
  void choose_aNamedHomeIsEnvironment() {
    run.with("GAZETTE_HOME", person.resolve(".gazette").toString())
        .with("GAZETTE_PORT_OFFSET", "100");
    assertTarget(null, null, person.resolve(".gazette").toString(), "127.0.0.1:50153", "gzt_home");
  }

  @Test
  void choose_homeWhenNoContextIsInUse() throws IOException {
    assertThat(run.gazette("auth", "use", "home").exit()).isZero();
    Files.createDirectories(person.resolve(".gazette/run"));
    Files.writeString(person.resolve(".gazette/run/endpoints"), "board.grpc=0.0.0.0:4711\n");
    assertTarget(null, null, person.resolve(".gazette").toString(), "127.0.0.1:4711", "gzt_home");
  }

  @Test
  void choose_tokenStaysWithItsPlace() {
    assertTarget("lab.test:6000", null, "--server", "lab.test:6002", "gzt_kept");
    var other = new Targets(around());
    assertThatThrownBy(() -> other.choose("evil.test", null).token().get())
        .isInstanceOf(Failure.class)
        .hasMessageContaining("names a server but no token");
  }

  @Test
  void choose_plaintextOnLoopbackOnly() {
    assertThat(new Targets(around()).choose("lab.test:6000", null).plaintext()).isFalse();
    assertThat(new Targets(around()).choose("127.0.0.1", "x").plaintext()).isTrue();
    run.with("GAZETTE_PRIVATE_NETWORK", "true");
    assertThat(new Targets(around()).choose("lab.test:6000", null).plaintext()).isTrue();
  }

  @Test
  void contexts_areKeptPrivately() throws IOException {
    var file = person.resolve(".config/gazette/contexts.properties");
    assertThat(Files.readString(file)).contains("context.lab.token=gzt_kept", "current=lab");
    assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    assertThat(run.gazette("auth", "contexts").out()).contains("*  lab").doesNotContain("gzt_");
    assertThat(run.gazette("auth", "use", "lib").exit()).isEqualTo(4);
    assertThat(run.gazette("auth", "login", "home", "--server", "x").exit()).isEqualTo(2);
  }

  @Test
  void address_refusesWhatIsNone() {
    for (String wrong : new String[] {"", "a:b", "a:70000", "http://a", "a:0", "a b"}) {
      assertThatThrownBy(() -> Address.parse("--server", wrong, 50_051))
          .as(wrong)
          .isInstanceOf(Failure.class);
    }
    assertThat(Address.parse("--server", "[::1]", 50_051).isLoopback()).isTrue();
    assertThat(Address.parse("--server", "127.0.0.1.evil.test", 50_051).isLoopback()).isFalse();
  }
}
