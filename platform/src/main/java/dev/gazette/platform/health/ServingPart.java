package dev.gazette.platform.health;

import jakarta.inject.Singleton;
import java.util.Optional;

/// A service is not ready before it has started, nor once it drains.
@Singleton
public final class ServingPart implements ReadinessPart {

  private volatile String phase = "The service is starting; ask again in a moment.";

  @Override
  public String name() {
    return "serving";
  }

  @Override
  public Optional<String> problem() {
    return phase.isEmpty() ? Optional.empty() : Optional.of(phase);
  }

  /// Says that both servers listen.
  public void serve() {
    phase = "";
  }

  /// Says that the service is about to end.
  public void drain() {
    phase = "The service is stopping; try again when it is back.";
  }
}
