package dev.gazette.inference.ollama;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// A real HTTP server on loopback that speaks Ollama's protocol as a test's script says: well, or
/// in every bad way. It has the models `parrot` and `parrot-large`.
public final class StandInOllama implements AutoCloseable {

  private static final Set<String> MODELS = Set.of("parrot", "parrot-large");
  private static final String TAGS =
      "{\"models\":[{\"name\":\"parrot-large:latest\",\"size\":9000},{\"name\":\"parrot:latest\",\"size\":300}]}";

  private final ServerSocket server;
  private final Script script;
  private final Thread accepting;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger connections = new AtomicInteger();

  /// How a question is answered.
  @FunctionalInterface
  public interface Script {

    /// Answers, or makes trouble.
    void play(Exchange exchange) throws IOException, InterruptedException;

    /// Says the last turn's words again, one a piece, and counts words as tokens. Asked to tell
    /// something, it never ends.
    static Script parrot() {
      return exchange -> {
        var words = exchange.words();
        while (words[0].equals("Tell")) {
          exchange.piece("once ");
        }
        int most = Math.min(words.length, exchange.maxTokens());
        for (int i = 0; i < most; i++) {
          exchange.piece((i == 0 ? "" : " ") + words[i]);
        }
        exchange.done(words.length, most);
      };
    }
  }

  /// Starts one on a free port.
  public StandInOllama(Script script) {
    this(script, 0);
  }

  /// Starts one on a port.
  public StandInOllama(Script script, int port) {
    this.script = script;
    try {
      server = new ServerSocket(port, 512, InetAddress.getLoopbackAddress());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    accepting = Thread.ofVirtual().start(this::accept);
  }

  /// Where it is.
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /// How many connections it took so far.
  public int connections() {
    return connections.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var socket = server.accept();
        connections.incrementAndGet();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        return; // Closed.
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      var in = new BufferedInputStream(socket.getInputStream());
      for (var next = Exchange.read(socket, in); next != null; next = Exchange.read(socket, in)) {
        answer(next);
      }
    } catch (IOException | InterruptedException _) {
      // The client went away, or the script broke the connection.
    } finally {
      open.remove(socket);
    }
  }

  private void answer(Exchange exchange) throws IOException, InterruptedException {
    if (exchange.path().equals("/api/tags")) {
      exchange.raw(TAGS);
      exchange.end();
    } else if (MODELS.contains(exchange.model())) {
      script.play(exchange);
    } else {
      exchange.error("404 Not Found", "model '" + exchange.model() + "' not found");
    }
  }

  /// Dies, with all its connections.
  @Override
  public void close() {
    try {
      server.close();
      accepting.join(); // Until then the system still takes connections.
      for (var socket : open) {
        socket.close();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
