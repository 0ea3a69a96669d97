package dev.gazette.platform.config;

import dev.gazette.platform.home.Home;
import dev.gazette.platform.service.ServiceName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/// The settings that hold for a process, read once and checked. The environment stands before
/// `config.properties` in the home, and both before the defaults.
public final class Settings {

  private static final String OFFLINE_VARIABLE = "OFFLINE_MODE";

  private final KnownSettings known;
  private final Map<String, String> values;

  private Settings(KnownSettings known, Map<String, String> values) {
    this.known = known;
    this.values = new TreeMap<>(values);
    known.all().forEach(this::get);
    requireSafeHost();
  }

  /// The settings of this process.
  public static Settings load() {
    return load(System.getenv());
  }

  /// The settings of an environment and of the file in the home that it names. An unknown key under
  /// our prefix, or a value that cannot be read, stops the start.
  public static Settings load(Map<String, String> environment) {
    var known = KnownSettings.load();
    var values = new TreeMap<String, String>();
    environment.forEach((variable, text) -> {
      if (variable.startsWith("GAZETTE_")) {
        known.ofVariable(variable).ifPresent(setting -> values.put(setting.key(), text));
      }
    });
    if (environment.containsKey(OFFLINE_VARIABLE)) {
      values.putIfAbsent(
          PlatformSettings.OFFLINE.key(), environment.getOrDefault(OFFLINE_VARIABLE, "false"));
    }
    var file = read(PlatformSettings.HOME, values).resolve("config.properties");
    readFile(
        file,
        (key, text) ->
            known
                .ofKey(key, file.toString())
                .ifPresent(setting -> values.putIfAbsent(setting.key(), text)));
    return new Settings(known, values);
  }

  /// Settings of given keys and texts, e.g. a test's; nothing else is read.
  public static Settings of(Map<String, String> values) {
    var known = KnownSettings.load();
    values.keySet().forEach(key -> known.ofKey(key, "the given settings"));
    return new Settings(known, values);
  }

  /// The value of a setting.
  public <T> T get(Setting<T> setting) {
    return read(setting, values);
  }

  /// The home, with its trust folder.
  public Home home() {
    var home = new Home(get(PlatformSettings.HOME));
    return get(PlatformSettings.TRUST).map(home::withTrust).orElse(home);
  }

  /// Where a service's gRPC server is.
  public HostPort peer(ServiceName service) {
    return get(PlatformSettings.peer(service))
        .orElseGet(
            () -> new HostPort("127.0.0.1", service.grpcPort(get(PlatformSettings.PORT_OFFSET))));
  }

  /// Every key with the text that holds, for an application context.
  public Map<String, String> texts() {
    return known.all().stream().collect(Collectors.toMap(Setting::key, this::text));
  }

  private String text(Setting<?> setting) {
    return values.getOrDefault(setting.key(), setting.fallback());
  }

  private static <T> T read(Setting<T> setting, Map<String, String> values) {
    String text = values.getOrDefault(setting.key(), setting.fallback()).strip();
    try {
      return setting.reading().read(text);
    } catch (IllegalArgumentException unreadable) {
      throw StartRefused.because(
          "%s (%s) is %s but must be %s.",
          setting.key(), setting.variable(), setting.shown(text), unreadable.getMessage());
    }
  }

  private static void readFile(Path file, BiConsumer<String, String> each) {
    if (!Files.exists(file)) {
      return;
    }
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw StartRefused.because(
          "Cannot read %s: %s; make it a file of `key=value` lines in UTF-8.",
          file, unreadable.getMessage());
    }
    properties.stringPropertyNames().forEach(key -> each.accept(key, properties.getProperty(key)));
  }

  private void requireSafeHost() {
    String host = get(PlatformSettings.HOST);
    if (!HostPort.isLoopback(host) && !get(PlatformSettings.PRIVATE_NETWORK)) {
      throw StartRefused.because(
          "Gazette does not listen on %s in plaintext: set %s=127.0.0.1, or %s=true where only its"
              + " own containers reach that address.",
          host, PlatformSettings.HOST.variable(), PlatformSettings.PRIVATE_NETWORK.variable());
    }
  }

  /// What was set, with secrets as `****`.
  @Override
  public String toString() {
    return known.all().stream()
        .filter(setting -> values.containsKey(setting.key()))
        .map(setting -> setting.key() + "=" + setting.shown(text(setting)))
        .collect(Collectors.joining(", ", "Settings[", "]"));
  }
}
