package dev.gazette.platform.event;

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
  /// Without a token it is all that is kept, which may have holes.
  private EventWatcher.Span start(String token) {
    return readers.readNow(session -> {
      long newest = EventStore.newest(session);
      if (token.equals("now")) {
        return new EventWatcher.Span(new ResumeToken(newest), newest);
      }
      var from = token.isEmpty() ? new ResumeToken(0, newest) : ResumeToken.parse(token);
      EventWatcher.requireWhole(from, EventStore.forgotten(session));
      return new EventWatcher.Span(from, newest);
    });
  }
}
