package dev.gazette.platform.health;

import java.util.Optional;

/// One part that a service needs before it can serve. Every bean of this type is asked.
public interface ReadinessPart {

  /// What it is called in `/health`, e.g. `store`.
  String name();

  /// Why the service cannot serve, in a sentence that says what to do; empty when it can. Asked
  /// often, so it must not block.
  Optional<String> problem();
}
