package dev.gazette.deploy;

import dev.gazette.proto.common.v1.Event;
import dev.gazette.proto.common.v1.EventLogServiceGrpc;
import dev.gazette.proto.common.v1.WatchEventsRequest;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A watcher of the log from its beginning. Where its replica is gone it goes on at another, from
/// where it was.
final class LogReader {

  private final List<? extends Channel> replicas;
  private final List<Event> told = new ArrayList<>();
  private int at;
  private String token = "";

  /// A reader that begins at one of some replicas.
  LogReader(List<? extends Channel> replicas, int first) {
    this.replicas = replicas;
    this.at = first;
  }

  /// Reads up to an event about a subject; answers all that it was told.
  List<Event> readTo(String subject) {
    while (told.isEmpty() || !told.getLast().getSubject().equals(subject)) {
      try {
        read(subject);
      } catch (StatusRuntimeException _) {
        at = (at + 1) % replicas.size();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    }
    return told;
  }

  private void read(String subject) {
    var request = WatchEventsRequest.newBuilder().setResumeToken(token).build();
    var responses = EventLogServiceGrpc.newBlockingStub(replicas.get(at)).watchEvents(request);
    while (responses.hasNext()) {
      var response = responses.next();
      token = response.getResumeToken();
      if (response.hasEvent()) {
        told.add(response.getEvent());
        if (response.getEvent().getSubject().equals(subject)) {
          return;
        }
      }
    }
  }
}
