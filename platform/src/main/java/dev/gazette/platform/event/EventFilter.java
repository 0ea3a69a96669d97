package dev.gazette.platform.event;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.platform.access.Caller;
import dev.gazette.platform.access.Grant;
import dev.gazette.proto.common.v1.WatchEventsRequest;
import java.time.Instant;
import java.util.List;

/// Which events a watcher gets: those it asked for, of those its grants cover.
record EventFilter(Caller caller, Grant subject, List<String> kinds, Instant since) {

  private static final int MOST_KINDS = 50;
  private static final String SCOPE = "events.read";

  static EventFilter of(Caller caller, WatchEventsRequest request) {
    if (request.getKindsCount() > MOST_KINDS) {
      throw INVALID_ARGUMENT.because(
          "kinds has %d entries; at most %d.", request.getKindsCount(), MOST_KINDS);
    }
    return new EventFilter(
        caller,
        new Grant(SCOPE, request.getSubjectPrefix()),
        List.copyOf(request.getKindsList()),
        Instant.ofEpochSecond(request.getSince().getSeconds(), request.getSince().getNanos()));
  }

  boolean admits(Event event) {
    return subject.contains(event.subject())
        && !event.createTime().isBefore(since)
        && (kinds.isEmpty() || kinds.stream().anyMatch(kind -> names(kind, event.kind())))
        && caller.may(SCOPE, event.subject());
  }

  private static boolean names(String wanted, String kind) {
    return wanted.endsWith(".*")
        ? kind.startsWith(wanted.substring(0, wanted.length() - 1))
        : kind.equals(wanted);
  }
}
