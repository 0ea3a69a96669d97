package dev.gazette.platform.event;

import static dev.gazette.platform.error.PlatformReason.RESUME_TOKEN_EXPIRED;

import dev.gazette.platform.access.Caller;
import dev.gazette.platform.store.Readers;
import dev.gazette.proto.common.v1.EventLogServiceGrpc.EventLogServiceImplBase;
import dev.gazette.proto.common.v1.WatchEventsRequest;
import dev.gazette.proto.common.v1.WatchEventsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;
import java.util.concurrent.locks.LockSupport;

/// Serves a service's event log: each watcher is a virtual thread that reads, filters and sends at
/// its reader's pace.
@Singleton
final class EventLogGrpcService extends EventLogServiceImplBase {

  private final EventFeed feed;
  private final Readers readers;

  EventLogGrpcService(EventFeed feed, Readers readers) {
    this.feed = feed;
    this.readers = readers;
  }

  @Override
  public void watchEvents(
      WatchEventsRequest request, StreamObserver<WatchEventsResponse> observer) {
    var filter = EventFilter.of(Caller.current(), request);
    var stream = (ServerCallStreamObserver<WatchEventsResponse>) observer;
    var watcher = new EventWatcher(feed, filter, stream, request.getUntilNow());
    var thread =
        Thread.ofVirtual()
            .name("watcher")
            .unstarted(() -> watcher.run(() -> start(request.getResumeToken())));
    stream.setOnReadyHandler(() -> LockSupport.unpark(thread));
    stream.setOnCancelHandler(() -> LockSupport.unpark(thread));
    thread.start();
  }

  /// The span to begin with: after which position, and where the log ended at the time of the call.
  private EventWatcher.Span start(String token) {
    return readers.readNow(session -> {
      long newest = EventStore.newest(session);
      long oldest = EventStore.oldest(session);
      if (token.equals("now")) {
        return new EventWatcher.Span(newest, newest);
      }
      long after = token.isEmpty() ? oldest - 1 : ResumeToken.parse(token).position();
      if (after < oldest - 1) {
        throw RESUME_TOKEN_EXPIRED
            .because(
                "The events after the resume token are no longer kept; go on from the oldest token.")
            .with("oldest_token", new ResumeToken(oldest - 1).text());
      }
      return new EventWatcher.Span(after, newest);
    });
  }
}
