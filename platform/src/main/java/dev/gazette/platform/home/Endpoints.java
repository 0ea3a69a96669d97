package dev.gazette.platform.home;

import dev.gazette.platform.config.StartRefused;
import dev.gazette.platform.service.ServiceName;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The file `run/endpoints`, by which clients of a home find its services: lines such as
/// `board.grpc=127.0.0.1:50053` and `board.http=127.0.0.1:8000`. Services come and go one by one,
/// in one process or in several, so each changes its own lines under a lock.
public final class Endpoints {

  private Endpoints() {}

  /// Tells where a service listens now.
  public static void publish(Home home, ServiceName service, String grpc, String http) {
    change(
        home,
        lines -> {
          lines.put(service.id() + ".grpc", grpc);
          lines.put(service.id() + ".http", http);
        });
  }

  /// Takes a service's lines away.
  public static void withdraw(Home home, ServiceName service) {
    change(
        home,
        lines -> {
          lines.remove(service.id() + ".grpc");
          lines.remove(service.id() + ".http");
        });
  }

  /// What is told: `<service>.grpc` and `<service>.http` with `host:port`; empty when nothing runs.
  public static Map<String, String> read(Home home) throws IOException {
    var lines = new TreeMap<String, String>();
    if (Files.exists(home.endpoints())) {
      for (String line : Files.readAllLines(home.endpoints())) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          lines.put(line.substring(0, equals), line.substring(equals + 1));
        }
      }
    }
    return lines;
  }

  /// Synchronized as well as locked: a file lock keeps out processes, not threads.
  private static synchronized void change(Home home, Consumer<Map<String, String>> how) {
    Path lock = home.run().resolve("endpoints.lock");
    try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = channel.lock()) {
      var lines = read(home);
      how.accept(lines);
      OwnerOnly.write(
          home.endpoints(),
          lines.entrySet().stream()
              .map(line -> line.getKey() + "=" + line.getValue() + "\n")
              .collect(Collectors.joining()));
    } catch (IOException failure) {
      throw StartRefused.because(
          "Cannot write %s: %s. Make it writable for this user, or set GAZETTE_HOME.",
          home.endpoints(), failure);
    }
  }
}
