package dev.gazette.cli.status;

import dev.gazette.cli.connect.Connection;
import dev.gazette.cli.connect.Health;
import dev.gazette.cli.connect.Readiness;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.target.Service;
import dev.gazette.cli.target.Target;
import dev.gazette.proto.board.v1.Pause;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How one service is.
///
/// @param name its id
/// @param state `serving`, `not_serving` or `unreachable`
/// @param address where it was asked
/// @param latencyMillis how long its answer took, in milliseconds; 0 without an answer
/// @param problem why it does not serve; empty when it does, or does not say
record ServiceStatus(
    String name, String state, String address, double latencyMillis, String problem) {

  private static final String SERVING = "serving";

  static ServiceStatus of(Target target, Connection connection, Service service, Duration timeout) {
    String address = target.address(service).toString();
    long asked = System.nanoTime();
    try {
      boolean serving = Health.check(connection, service, timeout);
      double millis = Math.round((System.nanoTime() - asked) / 10_000.0) / 100.0;
      return serving
          ? new ServiceStatus(service.id(), SERVING, address, millis, "")
          : new ServiceStatus(
              service.id(),
              "not_serving",
              address,
              millis,
              target.health(service).map(http -> Readiness.problem(http.toString())).orElse(""));
    } catch (Failure failure) {
      return new ServiceStatus(service.id(), "unreachable", address, 0, why(failure));
    }
  }

  private static String why(Failure failure) {
    return failure.metadata().getOrDefault("cause", failure.sentence());
  }

  boolean serving() {
    return state.equals(SERVING);
  }

  boolean isBoard() {
    return name.equals(Service.BOARD.id());
  }

  /// @param pauses what the board does not give out; null where that is not known
  Map<String, @Nullable Object> fields(@Nullable List<Pause> pauses) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("service", name);
    fields.put("state", state);
    fields.put("address", address);
    fields.put("latency_ms", latencyMillis);
    fields.put("problem", problem);
    fields.put("pauses", isBoard() ? pauses : List.of());
    return fields;
  }
}
