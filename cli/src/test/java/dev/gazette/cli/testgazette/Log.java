package dev.gazette.cli.testgazette;

import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import dev.gazette.proto.common.v1.Event;
import dev.gazette.proto.common.v1.EventLogServiceGrpc.EventLogServiceImplBase;
import dev.gazette.proto.common.v1.Lane;
import dev.gazette.proto.common.v1.WatchEventsRequest;
import dev.gazette.proto.common.v1.WatchEventsResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;

/// The log: events in memory, watchers that are sent each as it comes.
final class Log extends EventLogServiceImplBase {

  private final List<Event> events = new ArrayList<>();
  private final List<Watcher> watchers = new ArrayList<>();

  private record Watcher(
      WatchEventsRequest request, ServerCallStreamObserver<WatchEventsResponse> stream) {}

  synchronized void append(String kind, String subject, String key, String value) {
    var event =
        Event.newBuilder()
            .setOrigin("board")
            .setSequence(events.size() + 1L)
            .setKind(kind)
            .setActor("owner")
            .setLane(Lane.LANE_BUSINESS)
            .setSubject(subject)
            .setPayload(
                Struct.newBuilder()
                    .putFields(key, Value.newBuilder().setStringValue(value).build())
                    .putFields("count", Value.newBuilder().setNumberValue(3).build()))
            .setCreateTime(Timestamp.newBuilder().setSeconds(1_800_000_000L + events.size()))
            .build();
    events.add(event);
    watchers.removeIf(watcher -> watcher.stream().isCancelled());
    watchers.forEach(watcher -> send(watcher, event));
  }

  synchronized int watching() {
    watchers.removeIf(watcher -> watcher.stream().isCancelled());
    return watchers.size();
  }

  /// Forgets the streams of a server that is gone.
  synchronized void abandon() {
    watchers.clear();
  }

  @Override
  public synchronized void watchEvents(
      WatchEventsRequest request, StreamObserver<WatchEventsResponse> observer) {
    var watcher = new Watcher(request, (ServerCallStreamObserver<WatchEventsResponse>) observer);
    watcher.stream().setOnCancelHandler(() -> {});
    int from =
        switch (request.getResumeToken()) {
          case "" -> 0;
          case "now" -> events.size();
          default -> Integer.parseInt(request.getResumeToken());
        };
    if (!request.getUntilNow()) {
      observer.onNext(WatchEventsResponse.newBuilder().setResumeToken("" + from).build());
    }
    events.subList(from, events.size()).forEach(event -> send(watcher, event));
    if (request.getUntilNow()) {
      observer.onCompleted();
    } else {
      watchers.add(watcher);
    }
  }

  private static void send(Watcher watcher, Event event) {
    var request = watcher.request();
    boolean kind =
        request.getKindsList().isEmpty()
            || request.getKindsList().stream().anyMatch(wanted -> matches(wanted, event.getKind()));
    String prefix = request.getSubjectPrefix();
    boolean subject =
        prefix.isEmpty()
            || event.getSubject().equals(prefix)
            || event.getSubject().startsWith(prefix + "/");
    if (kind && subject) {
      watcher.stream()
          .onNext(
              WatchEventsResponse.newBuilder()
                  .setEvent(event)
                  .setResumeToken("" + event.getSequence())
                  .build());
    }
  }

  private static boolean matches(String wanted, String kind) {
    return wanted.endsWith(".*")
        ? kind.startsWith(wanted.substring(0, wanted.length() - 1))
        : kind.equals(wanted);
  }
}
