package dev.gazette.auth.token;

import static dev.gazette.auth.error.AuthReason.GRANT_NOT_HELD;

import dev.gazette.platform.access.CallLimit;
import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.Grant;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// What a caller holds, beyond which it gives nothing away: grants, calls and time. Nor does it
/// take a stronger token's secret by rotating that, or end it.
///
/// @param caller who holds it
record Holdings(Caller caller) {

  /// Refuses the first grant that the caller does not hold on the whole of its resource.
  void requireGrants(Collection<Grant> wanted) {
    for (var grant : wanted) {
      if (caller.grants().stream().noneMatch(held -> includes(held, grant))) {
        throw GRANT_NOT_HELD
            .because(
                "You do not hold %s on %s, so you cannot give it or rule over a token that has it;"
                    + " ask the owner.",
                grant.scope(), grant.resource().isEmpty() ? "everything" : grant.resource())
            .with("scope", grant.scope())
            .with("resource", grant.resource());
      }
    }
  }

  private static boolean includes(Grant held, Grant wanted) {
    return held.covers(wanted.scope(), wanted.resource());
  }

  /// Refuses limits above the caller's own.
  void requireLimits(CallLimit wanted) {
    requireCalls("a minute", caller.limits().perMinute(), wanted.perMinute());
    requireCalls("a day", caller.limits().perDay(), wanted.perDay());
  }

  private static void requireCalls(String span, int held, int wanted) {
    if (held != 0 && (wanted == 0 || wanted > held)) {
      throw GRANT_NOT_HELD.because(
          "You may make %,d calls %s yourself, so you cannot give %s; ask the owner.",
          held, span, wanted == 0 ? "calls without a limit" : "%,d".formatted(wanted));
    }
  }

  /// Refuses a token that would outlive the caller's own.
  void requireTime(@Nullable Instant expireTime) {
    var own = caller.expireTime();
    if (own != null && (expireTime == null || expireTime.isAfter(own))) {
      throw GRANT_NOT_HELD.because(
          "Your own token lapses at %s, so you cannot give one that lives longer; give a lifetime"
              + " that ends before.",
          own);
    }
  }
}
