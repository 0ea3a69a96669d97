package dev.gazette.platform.event;

import static dev.gazette.platform.error.PlatformReason.RESUME_TOKEN_EXPIRED;

import dev.gazette.proto.common.v1.WatchEventsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/// One watcher: reads on from its position, sends what its filter admits while its reader keeps up,
/// and waits.
final class EventWatcher {

  private static final long BEAT_NANOS = TimeUnit.SECONDS.toNanos(15);

  private final EventFeed feed;
  private final EventFilter filter;
  private final ServerCallStreamObserver<WatchEventsResponse> stream;
  private final boolean untilNow;
  private long position;
  private long past;
  private long lastSentNanos = System.nanoTime();

  /// What a watcher begins with: the token it has, and the newest position there was.
  record Span(ResumeToken from, long newest) {}

  /// Refuses with `RESUME_TOKEN_EXPIRED` to go on where events that it must not miss are forgotten.
  ///
  /// @param forgotten the newest position that was
  static void requireWhole(ResumeToken from, long forgotten) {
    if (from.position() < forgotten && from.past() <= from.position()) {
      String oldest = new ResumeToken(forgotten).text();
      throw RESUME_TOKEN_EXPIRED
          .because(
              "Some events after the resume token are forgotten; go on from %s, the oldest token.",
              oldest)
          .with("oldest_token", oldest);
    }
  }

  EventWatcher(
      EventFeed feed,
      EventFilter filter,
      ServerCallStreamObserver<WatchEventsResponse> stream,
      boolean untilNow) {
    this.feed = feed;
    this.filter = filter;
    this.stream = stream;
    this.untilNow = untilNow;
  }

  void run(Supplier<Span> start) {
    try {
      var span = start.get();
      position = span.from().position();
      past = span.from().past();
      feed.advance(span.newest());
      if (!untilNow) {
        beat();
      }
      while (!stream.isCancelled() && !(untilNow && position >= span.newest())) {
        step();
      }
      if (!stream.isCancelled()) {
        beat();
        stream.onCompleted();
      }
    } catch (RuntimeException failure) {
      if (!stream.isCancelled()) {
        stream.onError(failure);
      }
    }
  }

  private void step() {
    var events = feed.after(position);
    for (var event : events) {
      if (stream.isCancelled()) {
        return;
      }
      requireNext(event.position());
      if (filter.admits(event)) {
        send(EventProtos.response(event, past));
      }
      position = event.position();
    }
    if (events.isEmpty()) {
      feed.await(position, BEAT_NANOS);
      if (System.nanoTime() - lastSentNanos >= BEAT_NANOS) {
        beat();
      }
    }
  }

  /// Positions have no gaps but where events were forgotten. One that this watcher never saw, and
  /// does not expect to be gone, ends it.
  private void requireNext(long next) {
    long missing = next - 1;
    if (missing > position && missing > past) {
      requireWhole(new ResumeToken(position), feed.forgotten());
    }
  }

  /// Tells where to go on, also when nothing was sent that the filter admits.
  private void beat() {
    send(
        WatchEventsResponse.newBuilder()
            .setResumeToken(new ResumeToken(position, past).text())
            .build());
  }

  private void send(WatchEventsResponse response) {
    while (!stream.isReady() && !stream.isCancelled()) {
      LockSupport.parkNanos(this, BEAT_NANOS);
    }
    stream.onNext(response);
    lastSentNanos = System.nanoTime();
  }
}
