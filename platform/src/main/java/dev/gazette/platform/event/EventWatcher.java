package dev.gazette.platform.event;

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
  private long lastSentNanos = System.nanoTime();

  /// What a watcher begins with: the position it has, and the newest one there was.
  record Span(long after, long newest) {}

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
      position = span.after();
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
      if (filter.admits(event)) {
        send(EventProtos.response(event));
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

  /// Tells where to go on, also when nothing was sent that the filter admits.
  private void beat() {
    send(WatchEventsResponse.newBuilder().setResumeToken(new ResumeToken(position).text()).build());
  }

  private void send(WatchEventsResponse response) {
    while (!stream.isReady() && !stream.isCancelled()) {
      LockSupport.parkNanos(this, BEAT_NANOS);
    }
    stream.onNext(response);
    lastSentNanos = System.nanoTime();
  }
}
