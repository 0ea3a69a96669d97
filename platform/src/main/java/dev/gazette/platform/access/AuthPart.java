package dev.gazette.platform.access;

import dev.gazette.platform.health.ReadinessPart;
import java.util.Optional;

/// A service is not ready before it has heard auth once. Later it serves those it remembers, so a
/// silence of auth does not make it unready.
final class AuthPart implements ReadinessPart {

  private final Revocations revocations;

  AuthPart(Revocations revocations) {
    this.revocations = revocations;
  }

  @Override
  public String name() {
    return "auth";
  }

  @Override
  public Optional<String> problem() {
    return revocations.firstContact()
        ? Optional.empty()
        : Optional.of("The auth service has not been reached yet; start it.");
  }
}
