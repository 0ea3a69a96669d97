package dev.gazette.platform.config;

import java.util.Arrays;
import java.util.Set;

/// An environment variable under our prefix that is not a setting: the command `gazette` reads it,
/// and a service passes over it, because both are started from one environment.
public enum CommandVariable {
  GAZETTE_SERVER("Where the services are, as `--server` says it."),
  GAZETTE_TOKEN_FILE("The file of the token to call with, as `--token-file` says it."),
  GAZETTE_BOARD("The board where `--board` names none."),
  GAZETTE_CARD("The card that `card work` runs a command for."),
  GAZETTE_EPOCH("The epoch of the lease where `--epoch` names none.");

  /// What the project's own tests read.
  private static final String TESTS = "GAZETTE_TEST_";

  /// What `deploy/docker-compose.yml` reads.
  private static final Set<String> COMPOSE =
      Set.of("GAZETTE_UID", "GAZETTE_GID", "GAZETTE_GRPC_PORTS", "GAZETTE_HTTP_PORTS");

  private final String meaning;

  CommandVariable(String meaning) {
    this.meaning = meaning;
  }

  /// What it does, in one sentence, for `docs/configuration.md`.
  public String meaning() {
    return meaning;
  }

  /// Whether a variable is one of them, Compose's or a test's.
  static boolean isOne(String variable) {
    return variable.startsWith(TESTS)
        || COMPOSE.contains(variable)
        || Arrays.stream(values()).anyMatch(known -> known.name().equals(variable));
  }
}
