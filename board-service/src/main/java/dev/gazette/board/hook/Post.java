package dev.gazette.board.hook;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/// One `POST` to an address that was checked, over a connection of its own (HTTP/1.1, RFC 9112), of
/// which the status alone is read. The JDK's client will not do: it resolves the host once more,
/// and its time-out ends with the headers, so that a receiver could hold a call for ever.
///
/// @param url what is called: its host is what the server is told, and what its certificate names
/// @param address where it is called
/// @param headers what is said beside the length and type of the body
/// @param body JSON
record Post(URI url, InetSocketAddress address, Map<String, String> headers, String body) {

  /// Sends it, and answers the status. Blocks no longer than it may take: then the connection is
  /// closed, whatever the receiver does.
  int send(Supplier<SSLSocketFactory> tls, Duration longest) throws IOException {
    long begun = System.nanoTime();
    try (var socket = new Socket()) {
      var alarm =
          CompletableFuture.runAsync(
              () -> close(socket),
              CompletableFuture.delayedExecutor(longest.toMillis(), TimeUnit.MILLISECONDS));
      try {
        socket.connect(address);
        return isSecure(url) ? securely(tls.get(), socket) : exchange(socket);
      } catch (IOException failure) {
        throw System.nanoTime() - begun < longest.toNanos()
            ? failure
            : new IOException("it took longer than %d s".formatted(longest.toSeconds()), failure);
      } finally {
        alarm.cancel(false);
      }
    }
  }

  /// Whether a URL is called over TLS.
  static boolean isSecure(URI url) {
    return url.getScheme().equals("https");
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // Nobody can read from it or write to it any more all the same.
    }
  }

  /// TLS with a server whose certificate names the host, and that somebody vouches for whom this
  /// machine trusts.
  private int securely(SSLSocketFactory tls, Socket plain) throws IOException {
    String host = url.getHost().replaceAll("[\\[\\]]", "");
    try (var socket = (SSLSocket) tls.createSocket(plain, host, address.getPort(), false)) {
      var parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      return exchange(socket);
    }
  }

  private int exchange(Socket socket) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    var out = new BufferedOutputStream(socket.getOutputStream());
    out.write(head(bytes.length).getBytes(StandardCharsets.US_ASCII));
    out.write(bytes);
    out.flush();
    return new Answer(socket.getInputStream()).status();
  }

  private String head(int length) {
    var ascii = URI.create(url.toASCIIString());
    String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
    String query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery();
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    String more =
        headers.entrySet().stream()
            .map(header -> "%s: %s\r\n".formatted(header.getKey(), header.getValue()))
            .collect(Collectors.joining());
    return "POST %s%s HTTP/1.1\r\nhost: %s%s\r\n".formatted(path, query, url.getHost(), port)
        + "connection: close\r\ncontent-type: application/json\r\ncontent-length: %d\r\n%s\r\n"
            .formatted(length, more);
  }
}
