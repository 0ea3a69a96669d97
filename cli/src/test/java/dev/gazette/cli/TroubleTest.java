package dev.gazette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.testkit.Run;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person sees when what is called is away, silent, or not a Gazette.
final class TroubleTest {

  /// The board is the third of five ports.
  private static final int BEFORE_THE_BOARD = 2;

  @TempDir Path folder;

  private Run.Result listCards(int boardPort, String token, String timeout) throws IOException {
    return new Run(folder)
        .gazette(
            "card",
            "list",
            "--server",
            "127.0.0.1:" + (boardPort - BEFORE_THE_BOARD),
            "--token-file",
            Files.writeString(folder.resolve("file.token"), token).toString(),
            "--timeout",
            timeout);
  }

  private static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
  }

  @Test
  void notStarted_saysHowTo() {
    var result = new Run(folder).gazette("card", "list", "--json");
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err()).contains("\"reason\":\"NOT_STARTED\"", "gazette up");
  }

  @Test
  void nobodyListens_isUnreachable() throws IOException {
    int port;
    try (var closed = listen()) {
      port = closed.getLocalPort();
    }
    var result = listCards(port, "gzt_x", "5s");
    assertThat(result.exit()).isEqualTo(3);
    assertThat(result.err())
        .contains("Cannot reach board at 127.0.0.1:" + port + ": nothing listens there.");
  }

  @Test
  void silence_isTimedOut() throws IOException {
    try (var silent = listen()) {
      var result = listCards(silent.getLocalPort(), "gzt_x", "300ms");
      assertThat(result.exit()).isEqualTo(6);
      assertThat(result.err()).contains("did not answer in time", "--timeout");
    }
  }

  @Test
  void silence_whileAKeyWaits_isShort() throws IOException {
    try (var silent = listen()) {
      var run = new Run(folder);
      String server = "127.0.0.1:" + (silent.getLocalPort() - BEFORE_THE_BOARD);
      run.piping("gzt_x\n").gazette("auth", "login", "lab", "--server", server).ok();
      var file = folder.resolve(".config/gazette/contexts.properties");
      Files.writeString(file, Files.readString(file) + "board.lab=ops\n");
      long pressed = System.nanoTime();
      assertThat(run.gazette("__complete", "--", "card", "show", ""))
          .isEqualTo(new Run.Result(0, "", ""));
      assertThat(Duration.ofNanos(System.nanoTime() - pressed)).isLessThan(Duration.ofSeconds(15));
    }
  }

  @Test
  void nonsense_isUnreachable() throws IOException {
    try (var web = listen()) {
      Thread.startVirtualThread(() -> answerAll(web));
      var result = listCards(web.getLocalPort(), "gzt_x", "5s");
      assertThat(result.exit()).isEqualTo(3);
      assertThat(result.err()).contains("Cannot reach board at 127.0.0.1:" + web.getLocalPort());
    }
  }

  private static void answerAll(ServerSocket web) {
    while (!web.isClosed()) {
      try (var socket = web.accept()) {
        var page = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nHi";
        socket.getOutputStream().write(page.getBytes(StandardCharsets.US_ASCII));
      } catch (IOException _) {
        // The client hung up, or the test is over.
      }
    }
  }

  @Test
  void token_thatIsNone_isNotSent() throws IOException {
    assertThat(listCards(9, "two words", "5s").err()).contains("holds no token");
    var missing =
        new Run(folder)
            .gazette("card", "list", "--server", "127.0.0.1", "--token-file", "/nowhere");
    assertThat(missing.err()).contains("--token-file: there is no file /nowhere");
    var unnamed = new Run(folder).gazette("card", "list", "--server", "127.0.0.1:9");
    assertThat(unnamed.exit()).isEqualTo(5);
    assertThat(unnamed.err()).contains("names a server but no token");
  }
}
