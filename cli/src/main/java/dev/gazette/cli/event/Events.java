package dev.gazette.cli.event;

import com.google.protobuf.Struct;
import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Durations;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Json;
import dev.gazette.cli.output.Text;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.common.v1.Event;
import dev.gazette.proto.common.v1.EventLogServiceGrpc;
import dev.gazette.proto.common.v1.WatchEventsRequest;
import dev.gazette.proto.common.v1.WatchEventsResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Prints the one log of everything that happened.
@Command(
    name = "events",
    description = {
      "Prints the log of everything that happened, oldest first.",
      "",
      "With --follow it goes on with new events, across restarts of Gazette, until Ctrl-C. It"
          + " begins with new ones unless --since or --resume says otherwise. Each line of --json is"
          + " an event and the `resume_token` to go on after it."
    },
    footer = {
      "",
      "Examples:",
      "  gazette events --since 1h",
      "  gazette events --follow --kind 'card.*' --json",
      "  gazette events --card OPS-42"
    })
public final class Events implements Verb {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final String NEW_ONLY = "now";

  /// How much of an event's payload a person is shown.
  private static final int PAYLOAD_CELLS = 100;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with new events.")
  boolean follow;

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only from this time on: 1h ago, 2026-12-31, or an ISO-8601 time.")
  @Nullable String since;

  @Option(
      names = "--resume",
      paramLabel = "TOKEN",
      description = "Only after the event with this resume token.")
  @Nullable String resume;

  @Option(names = "--card", paramLabel = "CARD", description = "Only events of this card.")
  @Nullable String card;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      split = ",",
      description = "Only this kind, e.g. card.claimed or 'card.*'; may be repeated.")
  List<String> kinds = List.of();

  @Option(
      names = "--subject",
      paramLabel = "PATH",
      description = "Only events at this path or below it, e.g. boards/ops.")
  String subject = "";

  @Option(names = "--limit", paramLabel = "N", description = "End after this many.")
  long limit = Long.MAX_VALUE;

  private long printed;

  @Override
  public void run(Session session) {
    if (follow) {
      try (var following = new Following(session, request())) {
        while (printed < limit && !Thread.currentThread().isInterrupted()) {
          following.next(PATIENCE).ifPresent(step -> print(session, step));
        }
      }
    } else {
      readToTheEnd(session);
    }
  }

  private WatchEventsRequest request() {
    var request =
        WatchEventsRequest.newBuilder()
            .setSubjectPrefix(card == null ? subject : Subjects.card(card))
            .addAllKinds(kinds)
            .setUntilNow(!follow);
    if (card != null && !subject.isEmpty()) {
      throw Failure.usage("Choose one of --card and --subject.");
    }
    if (since != null) {
      request.setSince(Times.timestamp(Durations.moment("--since", since, Instant.now(), -1)));
    }
    if (resume != null) {
      request.setResumeToken(resume);
    } else if (follow && since == null) {
      request.setResumeToken(NEW_ONLY);
    }
    return request.build();
  }

  private void readToTheEnd(Session session) {
    try (var incoming = session.open(EventLogServiceGrpc.getWatchEventsMethod(), request())) {
      while (printed < limit && !incoming.ended()) {
        var step = incoming.next(session.timeout());
        step.ifPresent(it -> print(session, it));
        if (step.isEmpty() && !incoming.ended()) {
          throw new Failure(
              Exit.TIMED_OUT, "DEADLINE_PASSED", true, "The log went silent before its end.");
        }
      }
    }
  }

  private void print(Session session, WatchEventsResponse step) {
    if (step.hasEvent()) {
      printed++;
      var event = step.getEvent();
      session
          .out()
          .next(
              contract(event, step.getResumeToken()),
              event.getOrigin() + "/" + event.getSequence(),
              line(event));
    }
  }

  /// The fields of an event, and where to go on.
  private static Map<String, @Nullable Object> contract(Event event, String resumeToken) {
    var fields = Json.fields(event);
    fields.put("resume_token", resumeToken);
    return fields;
  }

  private static String line(Event event) {
    return "%s  %-20s  %s  %s  %s"
        .formatted(
            Times.brief(event.getCreateTime()),
            event.getKind(),
            event.getSubject(),
            event.getActor(),
            Text.fit(brief(event.getPayload()), PAYLOAD_CELLS))
        .stripTrailing();
  }

  /// The plain values of a payload that say something; the rest is for `--json`.
  private static String brief(Struct payload) {
    var said = new StringJoiner(" ");
    payload
        .getFieldsMap()
        .forEach((name, value) -> {
          String text =
              switch (value.getKindCase()) {
                case STRING_VALUE -> name.endsWith("_time") ? "" : value.getStringValue();
                case NUMBER_VALUE, BOOL_VALUE -> Json.of(value);
                default -> "";
              };
          if (!text.isEmpty()) {
            said.add(name + "=" + (text.contains(" ") ? "'" + text + "'" : text));
          }
        });
    return Text.line(said.toString());
  }
}
