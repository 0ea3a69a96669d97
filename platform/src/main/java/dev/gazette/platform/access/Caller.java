package dev.gazette.platform.access;

import static dev.gazette.platform.error.PlatformReason.TOKEN_EXPIRED;

import dev.gazette.platform.error.Refusal;
import dev.gazette.proto.board.v1.ChildToken;
import io.grpc.Context;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who makes a call, once the platform has made sure.
///
/// @param id what limits and answers are kept under: a token's id, `service/<name>`, or
///   `run/<card>.<epoch>`
/// @param name the actor in events
/// @param kind what vouches for it
/// @param grants what it may do
/// @param limits how often it may call
/// @param expireTime when its token lapses, or null
public record Caller(
    String id,
    String name,
    Kind kind,
    List<Grant> grants,
    CallLimit limits,
    @Nullable Instant expireTime) {

  private static final Context.Key<Caller> CURRENT = Context.key("gazette-caller");

  /// What vouches for a caller.
  public enum Kind {
    /// The owner's token: everything, unlimited.
    OWNER,
    /// A token with grants and limits.
    TOKEN,
    /// A child token: part of what a worker may, while its lease lasts, unlimited.
    CHILD,
    /// Another Gazette service, which was checked where the call entered the house.
    SERVICE,
    /// Nobody: only where a rule is open.
    NOBODY
  }

  /// A caller without any right.
  public static final Caller NOBODY =
      new Caller("nobody", "nobody", Kind.NOBODY, List.of(), CallLimit.NONE, null);

  /// Another service, acting for somebody.
  public static Caller service(String service, String actor) {
    return new Caller(
        "service/" + service, actor, Kind.SERVICE, List.of(Grant.ALL), CallLimit.NONE, null);
  }

  /// A process that works on a card.
  public static Caller child(ChildToken token) {
    return new Caller(
        "run/" + token.getCardId() + "." + token.getEpoch(),
        token.getActor(),
        Kind.CHILD,
        token.getGrantsList().stream()
            .map(grant -> new Grant(grant.getScope(), grant.getResource()))
            .toList(),
        CallLimit.NONE,
        null);
  }

  /// Whether it may do this there.
  public boolean may(String scope, String resource) {
    for (var grant : grants) {
      if (grant.covers(scope, resource)) {
        return true;
      }
    }
    return false;
  }

  /// Whether it may do this anywhere at all.
  public boolean maySomewhere(String scope) {
    return grants.stream().anyMatch(grant -> grant.includes(scope));
  }

  /// The refusal `TOKEN_EXPIRED` of one whose token has lapsed; empty while it holds.
  public Optional<Refusal> lapse(Instant now) {
    return expireTime == null || now.isBefore(expireTime)
        ? Optional.empty()
        : Optional.of(
            TOKEN_EXPIRED.because(
                "Token %s lapsed at %s; ask the owner for a new one.", name, expireTime));
  }

  /// Whether it called with a token that may end before its call does.
  public boolean holdsToken() {
    return switch (kind) {
      case OWNER, TOKEN, CHILD -> true;
      case SERVICE, NOBODY -> false;
    };
  }

  /// The caller of the call that this code serves.
  public static Caller current() {
    var caller = CURRENT.get();
    return caller == null ? NOBODY : caller;
  }

  /// A context whose {@link #current} is this caller.
  public Context in(Context context) {
    return context.withValue(CURRENT, this);
  }
}
