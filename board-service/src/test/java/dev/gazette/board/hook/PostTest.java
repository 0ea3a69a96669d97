package dev.gazette.board.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// One call of a receiver that does what it likes, over real sockets.
@Timeout(60)
final class PostTest {

  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final Executor THREADS = Thread.ofVirtual()::start;

  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  /// What a receiver does with one connection, after the head of the request.
  private interface Receiver {
    void run(InputStream in, OutputStream out) throws IOException;
  }

  /// Takes one call; answers the head of its request, once the caller has hung up.
  private CompletableFuture<String> receive(Receiver receiver) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (var socket = server.accept()) {
            return take(socket, receiver);
          } catch (IOException failure) {
            throw new IllegalStateException(failure);
          }
        },
        THREADS);
  }

  private static String take(Socket socket, Receiver receiver) throws IOException {
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) socket.getInputStream().read());
    }
    try {
      receiver.run(socket.getInputStream(), socket.getOutputStream());
      while (socket.getInputStream().read() >= 0) {
        // What is left of the body.
      }
    } catch (IOException _) {
      // The caller hung up.
    }
    return head.toString();
  }

  private static void say(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private int post(String url, String body) throws IOException {
    var address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    return new Post(URI.create(url), address, Map.of("webhook-id", "dlv_1"), body)
        .send(() -> (SSLSocketFactory) SSLSocketFactory.getDefault(), LONGEST);
  }

  @Test
  void receiverThatHangsInItsBody_holdsNobody() throws Exception {
    var hungUp = receive((_, out) -> say(out, "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf"));
    assertThat(post("http://127.0.0.1/", "{}")).isEqualTo(200);
    assertThat(hungUp.get(30, TimeUnit.SECONDS)).isNotEmpty();
  }

  @Test
  void receiverThatNeverAnswers_isLeftInTime() throws Exception {
    var hungUp = receive((_, _) -> {});
    assertThatThrownBy(() -> post("http://127.0.0.1/", "{}")).hasMessage("it took longer than 1 s");
    assertThat(hungUp.get(30, TimeUnit.SECONDS)).isNotEmpty();
  }

  @Test
  void receiverThatAnswersByteByByte_isLeftInTime() throws Exception {
    var hungUp =
        receive((_, out) -> {
          say(out, "HTTP/1.1 200 OK\r\nx: ");
          while (true) {
            say(out, "x");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
          }
        });
    assertThatThrownBy(() -> post("http://127.0.0.1/", "{}")).hasMessage("it took longer than 1 s");
    assertThat(hungUp.get(30, TimeUnit.SECONDS)).isNotEmpty();
  }

  @Test
  void receiverThatDoesNotRead_isLeftInTime() throws Exception {
    var left = new CompletableFuture<String>();
    var hungUp = receive((_, _) -> left.orTimeout(30, TimeUnit.SECONDS).join());
    assertThatThrownBy(() -> post("http://127.0.0.1/", "x".repeat(32 * 1024 * 1024)))
        .hasMessage("it took longer than 1 s");
    left.complete("left");
    assertThat(hungUp.get(30, TimeUnit.SECONDS)).isNotEmpty();
  }

  @Test
  void hostIsNotAskedForAgain_theCallGoesToWhatWasChecked() throws Exception {
    var request = receive((_, out) -> say(out, "HTTP/1.1 204 No Content\r\n\r\n"));
    assertThat(post("http://nobody-knows.invalid:81/a%20b?c=d", "{}")).isEqualTo(204);
    assertThat(request.get(30, TimeUnit.SECONDS))
        .startsWith("POST /a%20b?c=d HTTP/1.1\r\nhost: nobody-knows.invalid:81\r\n")
        .contains("\r\ncontent-length: 2\r\n", "\r\nwebhook-id: dlv_1\r\n");
  }

  @Test
  void interimAnswer_isNotTheAnswer() throws Exception {
    var hungUp =
        receive(
            (_, out) -> say(out, "HTTP/1.1 103 Early\r\nlink: x\r\n\r\nHTTP/1.1 500 No\r\n\r\n"));
    assertThat(post("http://127.0.0.1", "{}")).isEqualTo(500);
    assertThat(hungUp.get(30, TimeUnit.SECONDS)).startsWith("POST / HTTP/1.1");
  }

  @Test
  void whatIsNoAnswer_isToldFrom() throws Exception {
    var other = receive((_, out) -> say(out, "SSH-2.0-x\r\n"));
    assertThatThrownBy(() -> post("http://127.0.0.1/", "{}"))
        .hasMessage("it does not answer in HTTP");
    assertThat(other.get(30, TimeUnit.SECONDS)).isNotEmpty();
    var endless = receive((_, out) -> say(out, "HTTP/1.1 200 " + "x".repeat(100_000)));
    assertThatThrownBy(() -> post("http://127.0.0.1/", "{}"))
        .hasMessage("the head of its answer is too long");
    assertThat(endless.get(30, TimeUnit.SECONDS)).isNotEmpty();
  }
}
