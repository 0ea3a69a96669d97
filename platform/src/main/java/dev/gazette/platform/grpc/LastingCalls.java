package dev.gazette.platform.grpc;

import dev.gazette.platform.access.Authenticator;
import dev.gazette.platform.access.Caller;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The open calls that last: streams, and calls that wait on purpose. One whose token was revoked,
/// replaced or lapsed since is ended within half a second, with the refusal that a new call would
/// get. Nothing but such a verdict ends one: that auth is away does not.
final class LastingCalls {

  /// How often they are looked at while there are any; costs a comparison each while no token ends.
  private static final long LOOK_MILLIS = 400;

  private static final Logger LOG = LoggerFactory.getLogger(LastingCalls.class);

  private final Admission admission;
  private final InstantSource clock;
  private final ScheduledExecutorService scheduler;
  private final Set<LastingCall<?, ?>> calls = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean looking = new AtomicBoolean();

  LastingCalls(Admission admission, InstantSource clock, ScheduledExecutorService scheduler) {
    this.admission = admission;
    this.clock = clock;
    this.scheduler = scheduler;
  }

  /// Looks after a call. Its token may have ended while it was let in: it is asked about once more.
  void add(LastingCall<?, ?> call) {
    calls.add(call);
    begin();
  }

  /// The call is over.
  void remove(LastingCall<?, ?> call) {
    calls.remove(call);
  }

  private void begin() {
    if (looking.compareAndSet(false, true)) {
      var _ = scheduler.schedule(this::round, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void round() {
    try {
      calls.forEach(this::look);
    } catch (RuntimeException failure) {
      LOG.error("Could not look at the open calls", failure);
    }
    looking.set(false);
    if (!calls.isEmpty()) {
      begin();
    }
  }

  private void look(LastingCall<?, ?> call) {
    var lapse = call.caller().lapse(clock.instant());
    long endings = admission.endings();
    if (lapse.isPresent()) {
      end(call, lapse.get());
    } else if (call.seen() != endings || call.caller().kind() == Caller.Kind.CHILD) {
      admission
          .identify(call.headers())
          .whenComplete((_, failure) -> judge(call, endings, failure));
    }
  }

  private void judge(LastingCall<?, ?> call, long endings, @Nullable Throwable failure) {
    if (failure == null) {
      call.holds(endings);
    } else {
      RemoteErrors.refusal(failure)
          .filter(refusal -> Authenticator.VERDICTS.contains(refusal.reason()))
          .ifPresent(refusal -> end(call, refusal));
    }
  }

  private void end(LastingCall<?, ?> call, RuntimeException why) {
    calls.remove(call);
    call.end(why);
  }
}
