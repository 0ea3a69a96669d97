package dev.gazette.auth.token;

import dev.gazette.platform.access.Actor;
import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.Grant;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the tests of tokens begin with.
final class Samples {

  static final Actor OWNER = new Actor("owner", "c1");
  static final Caller OWNER_CALLER =
      new Caller("tok_owner", "owner", Caller.Kind.OWNER, List.of(Grant.ALL), CallLimit.NONE, null);

  private Samples() {}

  static SecretHasher hasher() {
    return new SecretHasher(new byte[32]);
  }

  /// A wish for a token with grants, each `scope` or `scope@resource`.
  static NewToken wish(String name, String... grants) {
    return new NewToken(
        new TokenName(name),
        grants(grants),
        Optional.empty(),
        OptionalInt.empty(),
        OptionalInt.empty());
  }

  static NewToken living(NewToken wish, Duration lifetime) {
    return new NewToken(
        wish.name(), wish.grants(), Optional.of(lifetime), wish.perMinute(), wish.perDay());
  }

  static NewToken limited(NewToken wish, int perMinute, int perDay) {
    return new NewToken(
        wish.name(),
        wish.grants(),
        wish.lifetime(),
        OptionalInt.of(perMinute),
        OptionalInt.of(perDay));
  }

  static Caller caller(CallLimit limits, String... grants) {
    return new Caller("tok_test", "test", Caller.Kind.TOKEN, grants(grants), limits, null);
  }

  private static List<Grant> grants(String... grants) {
    return List.of(grants).stream()
        .map(grant -> grant.split("@", 2))
        .map(parts -> new Grant(parts[0], parts.length > 1 ? parts[1] : ""))
        .toList();
  }
}
