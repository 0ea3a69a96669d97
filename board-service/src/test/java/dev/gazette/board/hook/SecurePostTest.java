package dev.gazette.board.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Calls over TLS of a server that can prove to be `hook.example` and nobody else, at an address
/// that no name leads to.
@Timeout(60)
final class SecurePostTest {

  private static final char[] PASSWORD = "secret".toCharArray();

  @TempDir static Path folder;
  private static SSLContext context;
  private static SSLServerSocket server;

  @BeforeAll
  static void start() throws Exception {
    var file = folder.resolve("keys");
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "hook",
                "-keyalg",
                "EC",
                "-dname",
                "CN=hook.example",
                "-ext",
                "san=dns:hook.example",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    var keys = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(keys);
    context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    server =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(SecurePostTest::serve);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  private static void serve() {
    while (!server.isClosed()) {
      try (var socket = server.accept()) {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n{}") < 0) {
          int next = socket.getInputStream().read();
          if (next < 0) {
            break;
          }
          head.append((char) next);
        }
        socket
            .getOutputStream()
            .write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      } catch (IOException _) {
        // A caller that does not trust it, or the end.
      }
    }
  }

  private static int post(String url, SSLSocketFactory tls) throws IOException {
    var address = new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    return new Post(URI.create(url), address, Map.of(), "{}")
        .send(() -> tls, Duration.ofSeconds(30));
  }

  @Test
  void serverProvesItsName_whereverItIs() throws Exception {
    assertThat(post("https://hook.example/", context.getSocketFactory())).isEqualTo(204);
  }

  @Test
  void serverOfAnotherName_isToldNothing() {
    assertThatThrownBy(() -> post("https://other.example/", context.getSocketFactory()))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void serverThatNobodyVouchesFor_isToldNothing() {
    var usual = (SSLSocketFactory) SSLSocketFactory.getDefault();
    assertThatThrownBy(() -> post("https://hook.example/", usual)).isInstanceOf(SSLException.class);
  }
}
