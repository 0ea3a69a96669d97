package dev.gazette.cli.target;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Where one run calls and what it presents.
///
/// @param origin what named the place: `--server`, `GAZETTE_SERVER`, `context NAME` or the home's
///   path
/// @param addresses where each service answers
/// @param health where each service serves its health over HTTP, as far as that is known
/// @param token gives the token, or a failure that says where it was looked for
/// @param places where a token for it is kept: the place's own first, then the file that was named
/// @param home whether it is the home of this machine
/// @param variables the environment in which another run has this target
/// @param plaintext whether to speak without TLS: on loopback, and on a private network that is
///   said to be one
public record Target(
    String origin,
    Function<Service, Address> addresses,
    Function<Service, Optional<Address>> health,
    Supplier<String> token,
    List<TokenPlace> places,
    boolean home,
    Map<String, String> variables,
    boolean plaintext) {

  /// Where a service answers.
  public Address address(Service service) {
    return addresses.apply(service);
  }

  /// Where a service serves its health over HTTP, if that is known.
  public Optional<Address> health(Service service) {
    return health.apply(service);
  }
}
