package dev.gazette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.testgazette.Run;
import dev.gazette.cli.testgazette.TestGazette;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person sees when something is away, silent or not let in.
final class TroubleTest {

  @TempDir Path folder;

  @Test
  void notStarted_saysHowTo() {
    var result = new Run(folder).gazette("card", "list", "--json");
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("\"reason\":\"NOT_STARTED\"", "gazette up");
  }

  @Test
  void nobodyListens_isUnreachable() throws Exception {
    var gazette = new TestGazette(folder.resolve("home"));
    gazette.stop();
    var result = Run.against(gazette).gazette("card", "list");
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err())
        .contains("Cannot reach board at 127.0.0.1:" + gazette.port() + ": nothing listens there.");
    var status = Run.against(gazette).gazette("status");
    assertThat(status.exit()).isEqualTo(3);
    assertThat(status.out()).contains("unreachable", "nothing listens there");
  }

  @Test
  void silence_isTimedOut() throws IOException {
    try (var silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var result =
          new Run(folder)
              .gazette(
                  "card",
                  "list",
                  "--server",
                  "127.0.0.1:" + (silent.getLocalPort() - 2),
                  "--token-file",
                  token("gzt_x"),
                  "--timeout",
                  "300ms");
      assertThat(result.exit()).isEqualTo(6);
      assertThat(result.err()).contains("did not answer in time", "--timeout");
    }
  }

  @Test
  void badToken_isDenied() throws IOException {
    try (var gazette = new TestGazette(folder.resolve("home"))) {
      var run = Run.against(gazette);
      assertThat(run.gazette("card", "list", "--token-file", token("gzt_wrong")).exit())
          .isEqualTo(5);
      assertThat(run.gazette("card", "list", "--token-file", "/nowhere").err())
          .contains("--token-file: there is no file /nowhere");
      assertThat(run.gazette("card", "list", "--token-file", token("two words")).err())
          .contains("holds no token");
    }
  }

  @Test
  void named_serverNeedsANamedToken() {
    try (var gazette = new TestGazette(folder.resolve("home"))) {
      var result = Run.against(gazette).gazette("card", "list", "--server", "127.0.0.1:9");
      assertThat(result.exit()).isEqualTo(5);
      assertThat(result.err()).contains("names a server but no token");
    }
  }

  @Test
  void refusedByTheService_isRefused() {
    try (var gazette = new TestGazette(folder.resolve("home"))) {
      var result = Run.against(gazette).gazette("card", "create", " ", "--json");
      assertThat(result.exit()).isEqualTo(1);
      assertThat(result.err())
          .isEqualTo(
              "{\"reason\":\"INVALID_ARGUMENT\",\"message\":\"`card.title` is required; give it a"
                  + " word.\",\"retryable\":false,\"metadata\":{}}\n");
      assertThat(Run.against(gazette).gazette("card", "show", "DEFAULT-9").exit()).isEqualTo(4);
    }
  }

  private String token(String content) throws IOException {
    return Files.writeString(folder.resolve("file.token"), content).toString();
  }
}
