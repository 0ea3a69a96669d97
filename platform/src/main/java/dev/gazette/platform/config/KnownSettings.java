package dev.gazette.platform.config;

import dev.gazette.platform.service.ServiceName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;

/// Every setting of the parts on the class path: the table that `docs/configuration.md` shows.
public final class KnownSettings {

  private final Map<String, Setting<?>> byKey = new LinkedHashMap<>();
  private final Map<String, Setting<?>> byVariable = new LinkedHashMap<>();
  private final Set<String> areas = new HashSet<>();

  private KnownSettings(Iterable<SettingTable> tables) {
    for (var table : tables) {
      areas.add(table.area());
      for (var setting : table.settings()) {
        add(table, setting);
      }
    }
  }

  /// Those that the class path declares.
  public static KnownSettings load() {
    return new KnownSettings(
        ServiceLoader.load(SettingTable.class, KnownSettings.class.getClassLoader()));
  }

  private void add(SettingTable table, Setting<?> setting) {
    String prefix = table.area().isEmpty() ? Setting.PREFIX : Setting.PREFIX + table.area() + ".";
    if (!setting.key().startsWith(prefix)) {
      throw new IllegalStateException(setting.key() + " does not begin with " + prefix);
    }
    if (byKey.put(setting.key(), setting) != null
        || byVariable.put(setting.variable(), setting) != null) {
      throw new IllegalStateException(setting.key() + " is declared twice");
    }
  }

  /// All of them, the platform's and the services', in the order of their tables.
  public List<Setting<?>> all() {
    return List.copyOf(byKey.values());
  }

  /// The setting of a key; empty where the key is another service's, which is not on the class
  /// path. An unknown key stops the start.
  Optional<Setting<?>> ofKey(String key, String source) {
    return find(key, byKey, area -> Setting.PREFIX + area + ".", source);
  }

  /// The setting of an environment variable; empty where the variable is not for this process.
  Optional<Setting<?>> ofVariable(String variable) {
    if (CommandVariable.isOne(variable)) {
      return Optional.empty();
    }
    Function<String, String> prefix = area -> "GAZETTE_" + area.toUpperCase(Locale.ROOT) + "_";
    return find(variable, byVariable, prefix, "the environment");
  }

  private Optional<Setting<?>> find(
      String name, Map<String, Setting<?>> known, Function<String, String> prefix, String source) {
    var setting = known.get(name);
    if (setting != null) {
      return Optional.of(setting);
    }
    if (absentAreas().stream().anyMatch(area -> name.startsWith(prefix.apply(area)))) {
      return Optional.empty();
    }
    throw StartRefused.because(
        "Unknown setting %s in %s; did you mean %s? docs/configuration.md lists them all.",
        name, source, Spelling.nearest(name, known.keySet()).orElse("another"));
  }

  private Collection<String> absentAreas() {
    var absent = new ArrayList<String>();
    for (var service : ServiceName.values()) {
      if (!areas.contains(service.id())) {
        absent.add(service.id());
      }
    }
    return absent;
  }
}
