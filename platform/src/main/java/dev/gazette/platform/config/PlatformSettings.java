package dev.gazette.platform.config;

import dev.gazette.platform.service.ServiceName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The settings that every service shares.
public final class PlatformSettings implements SettingTable {

  private static final int LAST_OFFSET = 15_000;
  private static final Duration LONGEST_KEPT = Duration.ofDays(3_650);
  private static final String FOLDER = "the path of a folder";
  private static final String POSTGRES = "a URL such as jdbc:postgresql://host/database?user=…";

  /// Where everything is kept.
  public static final Setting<Path> HOME =
      new Setting<>(
          "gazette.home",
          "~/.gazette",
          FOLDER,
          "The folder that holds all data, keys, logs and the owner's token.",
          false,
          PlatformSettings::folder);

  /// Where the public keys lie.
  public static final Setting<Optional<Path>> TRUST =
      Setting.optional(
          "gazette.trust",
          FOLDER,
          PlatformSettings::folder,
          "The folder of the services' public keys; `trust` in the home when absent.");

  /// By how much all ports are moved.
  public static final Setting<Integer> PORT_OFFSET =
      Setting.number(
          "gazette.port-offset",
          0,
          0,
          LAST_OFFSET,
          "Is added to every port, so that two homes run side by side.");

  /// What the servers listen on.
  public static final Setting<String> HOST =
      Setting.text(
          "gazette.host",
          "127.0.0.1",
          "a host name or an address",
          "The address to listen on; any but loopback needs `gazette.private-network`.");

  /// Whether to listen beyond loopback in plaintext.
  public static final Setting<Boolean> PRIVATE_NETWORK =
      Setting.flag(
          "gazette.private-network",
          "Says that only Gazette's own containers reach the address, so that plaintext may be used on it.");

  /// Whether no socket goes anywhere but loopback and the allow-list.
  public static final Setting<Boolean> OFFLINE =
      Setting.flag(
          "gazette.offline",
          "Opens no socket to anything but loopback and `gazette.offline-allow`; `OFFLINE_MODE` says the same.");

  /// What may be reached offline.
  public static final Setting<List<String>> OFFLINE_ALLOW =
      Setting.list(
          "gazette.offline-allow",
          "",
          "hosts, or host:port, between commas",
          "What may be reached offline.");

  /// Where the log goes.
  public static final Setting<String> LOG =
      Setting.choice(
          "gazette.log",
          List.of("file", "console"),
          "Where the log goes: `logs/gazette.log` in the home (10 MB, 5 kept), or the console, for containers.");

  /// How long history is kept.
  public static final Setting<Duration> HISTORY_KEPT =
      Setting.span(
          "gazette.history-kept",
          "720h",
          Duration.ZERO,
          LONGEST_KEPT,
          "How long events are kept; on the board those of a card, and its runs, until so long after it ended, and all of a card that has not. 0s for ever.");

  private static final Map<ServiceName, Setting<Optional<String>>> DATABASE_URLS =
      each(name ->
          Setting.<String>optional(
                  "gazette." + name.id() + ".database-url",
                  POSTGRES,
                  PlatformSettings::postgres,
                  "The PostgreSQL database of " + name.id() + "; SQLite in the home when absent.")
              .hidden());

  private static final Map<ServiceName, Setting<Optional<HostPort>>> PEERS =
      each(name ->
          Setting.optional(
              "gazette.peers." + name.id(),
              "host:port with a port from 1 to 65535",
              HostPort::parse,
              "Where the gRPC server of " + name.id() + " is; loopback when absent."));

  /// The database URL of a service.
  public static Setting<Optional<String>> databaseUrl(ServiceName service) {
    return found(DATABASE_URLS.get(service));
  }

  /// The address of a service.
  public static Setting<Optional<HostPort>> peer(ServiceName service) {
    return found(PEERS.get(service));
  }

  @Override
  public String area() {
    return "";
  }

  @Override
  public List<Setting<?>> settings() {
    Stream<Setting<?>> single =
        Stream.of(
            HOME,
            TRUST,
            PORT_OFFSET,
            HOST,
            PRIVATE_NETWORK,
            OFFLINE,
            OFFLINE_ALLOW,
            LOG,
            HISTORY_KEPT);
    return Stream.of(single, DATABASE_URLS.values().stream(), PEERS.values().stream())
        .<Setting<?>>flatMap(settings -> settings)
        .toList();
  }

  private static Path folder(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(FOLDER);
    }
    var path =
        text.equals("~") || text.startsWith("~/")
            ? Path.of(System.getProperty("user.home"))
                .resolve(text.substring(1).replaceFirst("^/", ""))
            : Path.of(text);
    return path.toAbsolutePath().normalize();
  }

  private static String postgres(String text) {
    if (!text.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException(POSTGRES);
    }
    return text;
  }

  private static <T> Map<ServiceName, T> each(Function<ServiceName, T> make) {
    var made = new EnumMap<ServiceName, T>(ServiceName.class);
    Arrays.stream(ServiceName.values()).forEach(name -> made.put(name, make.apply(name)));
    return made;
  }

  private static <T> T found(@Nullable T setting) {
    return Objects.requireNonNull(setting, "Every service has one");
  }
}
