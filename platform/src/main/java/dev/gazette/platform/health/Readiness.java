package dev.gazette.platform.health;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Whether a service can serve: when none of its parts has a problem.
@Singleton
public final class Readiness {

  private final List<ReadinessPart> parts;

  /// The readiness of these parts.
  public Readiness(List<ReadinessPart> parts) {
    this.parts = List.copyOf(parts);
  }

  /// The parts by name, each with its problem, or with an empty text.
  public Map<String, String> parts() {
    var found = new TreeMap<String, String>();
    parts.forEach(part -> found.put(part.name(), part.problem().orElse("")));
    return found;
  }

  /// Whether all is well.
  public boolean ready() {
    return parts.stream().allMatch(part -> part.problem().isEmpty());
  }
}
