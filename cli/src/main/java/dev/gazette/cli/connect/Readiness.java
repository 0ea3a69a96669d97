package dev.gazette.cli.connect;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.output.JsonReader;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Asks a service over HTTP whether it is ready, as its `/health/readiness` tells in parts that
/// each have a `problem`.
public final class Readiness {

  private static final int TIMEOUT_MILLIS = 2_000;
  private static final int LARGEST = 64 * 1024;

  private Readiness() {}

  /// Why the service at an HTTP address is not ready, in its own words; empty when it is ready.
  public static String problem(String address) {
    try {
      var url = URI.create("http://" + address + "/health/readiness").toURL();
      var connection = (HttpURLConnection) url.openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      if (connection.getResponseCode() == HttpURLConnection.HTTP_OK) {
        return "";
      }
      try (var body = connection.getErrorStream()) {
        return body == null ? "it says that it is not ready" : problems(body.readNBytes(LARGEST));
      }
    } catch (IOException | Failure failure) {
      return "does not answer at %s: %s".formatted(address, failure.getMessage());
    }
  }

  private static String problems(byte[] body) {
    var problems = new ArrayList<String>();
    collect(JsonReader.object(new String(body, StandardCharsets.UTF_8)), problems);
    return problems.isEmpty() ? "it says that it is not ready" : String.join("; ", problems);
  }

  private static void collect(Object value, List<String> problems) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach((key, within) -> {
            if (key.equals("problem") && within instanceof String problem) {
              problems.add(problem);
            } else if (within != null) {
              collect(within, problems);
            }
          });
      case List<?> list -> list.forEach(within -> collect(within, problems));
      default -> {}
    }
  }
}
