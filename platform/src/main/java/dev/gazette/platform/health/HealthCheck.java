package dev.gazette.platform.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// The check that containers run, without curl: exits with 0 when a URL answers 200, else with 1
/// and a line on the error stream. Plain sockets, because it starts every few seconds.
public final class HealthCheck {

  private static final int TIMEOUT_MILLIS = 4_000;
  private static final int STATUS_LINE_BYTES = 64;

  private HealthCheck() {}

  /// Checks the one URL it is given, e.g. `http://127.0.0.1:8000/health/readiness`.
  public static void main(String[] arguments) {
    if (arguments.length != 1) {
      System.err.println("Give one URL, e.g. http://127.0.0.1:8000/health/readiness");
      System.exit(2);
    }
    try {
      String status = statusLine(URI.create(arguments[0]));
      if (status.contains(" 200 ")) {
        return;
      }
      System.err.println(arguments[0] + " answers: " + status);
    } catch (IOException | IllegalArgumentException failure) {
      System.err.println(arguments[0] + " does not answer: " + failure.getMessage());
    }
    System.exit(1);
  }

  /// The first line of the answer.
  static String statusLine(URI url) throws IOException {
    int port = url.getPort() < 0 ? 80 : url.getPort();
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(url.getHost(), port), TIMEOUT_MILLIS);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      String request =
          "GET %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
              .formatted(url.getRawPath(), url.getAuthority());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] begin = socket.getInputStream().readNBytes(STATUS_LINE_BYTES);
      return new String(begin, StandardCharsets.US_ASCII).lines().findFirst().orElse("nothing");
    }
  }
}
