package dev.gazette.cli.target;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.process.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/// The folder that one Gazette of this machine lives in: `GAZETTE_HOME`, or `~/.gazette`.
///
/// @param folder its absolute path
public record Home(Path folder) {

  private static final String LOOPBACK = "127.0.0.1";
  static final String VARIABLE = "GAZETTE_HOME";
  private static final String OFFSET = "GAZETTE_PORT_OFFSET";

  /// The one that the environment names, or the usual one.
  public static Home of(Surroundings around) {
    return new Home(
        around
            .variable(VARIABLE)
            .map(Path::of)
            .orElseGet(() -> around.userHome().resolve(".gazette"))
            .toAbsolutePath()
            .normalize());
  }

  /// Whether the environment names it.
  static boolean isNamed(Surroundings around) {
    return around.variable(VARIABLE).isPresent();
  }

  /// The file that holds the owner's token.
  public Path token() {
    return folder.resolve("token");
  }

  /// The file in which whoever started the services tells their addresses: `board.grpc=50053`.
  public Path endpoints() {
    return folder.resolve("run").resolve("endpoints");
  }

  /// The recovery secret, which the auth service keeps for the owner of the home.
  public Path recovery() {
    return folder.resolve("data").resolve(Service.AUTH.id()).resolve("recovery");
  }

  /// Where the databases and everything else that is kept lies.
  public Path data() {
    return folder.resolve("data");
  }

  /// Where the logs lie.
  public Path logs() {
    return folder.resolve("logs");
  }

  /// Where a service answers: as the endpoints tell, or at its usual port.
  Address address(Service service, Surroundings around) {
    return told(service.id() + ".grpc")
        .orElseGet(() -> new Address(LOOPBACK, service.port(Service.FIRST_PORT + offset(around))));
  }

  /// Where a service serves its health over HTTP, if the endpoints tell.
  Optional<Address> health(Service service) {
    return told(service.id() + ".http");
  }

  private Optional<Address> told(String key) {
    String told = told().getProperty(key, "").strip();
    if (told.isEmpty()) {
      return Optional.empty();
    }
    var address =
        Address.parse(
            endpoints().toString(), told.indexOf(':') < 0 ? LOOPBACK + ":" + told : told, 0);
    boolean everywhere = address.host().equals("0.0.0.0") || address.host().equals("::");
    return Optional.of(everywhere ? new Address(LOOPBACK, address.port()) : address);
  }

  private Properties told() {
    var told = new Properties();
    if (Files.isRegularFile(endpoints())) {
      try (var reader = Files.newBufferedReader(endpoints())) {
        told.load(reader);
      } catch (IOException | IllegalArgumentException failure) {
        throw Failure.usage("Cannot read %s: %s.", endpoints(), failure.getMessage());
      }
    }
    return told;
  }

  private static int offset(Surroundings around) {
    String text = around.variable(OFFSET).orElse("0").strip();
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 15_000) {
      throw Failure.usage("%s %s must be a number from 0 to 15000.", OFFSET, text);
    }
    return Integer.parseInt(text);
  }
}
