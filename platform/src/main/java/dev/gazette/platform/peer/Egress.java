package dev.gazette.platform.peer;

import dev.gazette.platform.config.HostPort;
import dev.gazette.platform.config.PlatformSettings;
import dev.gazette.platform.config.Settings;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/// Decides which addresses this process may call. Offline, only loopback and the allow-list: ask
/// before any socket is opened.
@Singleton
public final class Egress {

  private final boolean offline;
  private final Set<String> allowed;

  /// The rule that settings make.
  public Egress(Settings settings) {
    this.offline = settings.get(PlatformSettings.OFFLINE);
    this.allowed = Set.copyOf(settings.get(PlatformSettings.OFFLINE_ALLOW));
  }

  /// Whether the offline mode is on.
  public boolean offline() {
    return offline;
  }

  /// Why an address may not be called, in a sentence; empty when it may.
  public Optional<String> refusal(HostPort address) {
    if (!offline
        || HostPort.isLoopback(address.host())
        || allowed.contains(address.host())
        || allowed.contains(address.toString())) {
      return Optional.empty();
    }
    return Optional.of(
        "Gazette is offline and %s is not on this machine; add it to %s, or turn %s off."
            .formatted(
                address,
                PlatformSettings.OFFLINE_ALLOW.variable(),
                PlatformSettings.OFFLINE.variable()));
  }
}
