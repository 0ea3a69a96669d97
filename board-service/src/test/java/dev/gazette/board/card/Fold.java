package dev.gazette.board.card;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Struct;
import com.google.protobuf.Timestamp;
import com.google.protobuf.Value;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.JsonFormat;
import com.google.protobuf.util.Timestamps;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.event.Event;
import dev.gazette.proto.board.v1.BlockKind;
import dev.gazette.proto.board.v1.CardState;
import dev.gazette.proto.board.v1.ExitClass;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The cards as the event log tells them: what one has who reads nothing else.
final class Fold {

  private static final List<String> UNDER_REVIEW =
      List.of("implementer", "review_summary", "review_time");
  private static final List<String> REVIEWED =
      List.of("review", "running", "blocked", "scheduled", "archived");

  private static final List<String> STOP =
      List.of("block_kind", "stopped_by", "stop_time", "block_reason", "times");

  /// Once it goes on, it is told anew how a card was stopped.
  private static final List<String> STOPPED = List.of("blocked", "triage", "archived");

  /// Of what is no part of a card.
  static final List<String> APART =
      List.of(
          "card.commented",
          "card.attached",
          "card.attachment_removed",
          "card.completion_refused",
          "card.unknown_mentioned");

  private static final List<String> ENDED = List.of("done", "failed", "cancelled");
  private static final List<String> FAILING =
      List.of("failures", "protocol_violations", "last_exit", "last_error", "retry_time");

  private final Map<String, Map<String, Value>> cards = new HashMap<>();
  private final Map<String, String> edges = new HashMap<>();

  /// Takes the next event in.
  void add(Event event) {
    if (event.kind().startsWith("card.")) {
      String id = event.subject().substring(event.subject().lastIndexOf('/') + 1);
      if (APART.contains(event.kind())) {
        return;
      }
      if (event.kind().equals("card.purged")) {
        cards.remove(id);
        edges.keySet().removeIf(edge -> edge.startsWith(id + " ") || edge.endsWith(" " + id));
        return;
      }
      var card = cards.computeIfAbsent(id, _ -> new HashMap<>());
      if (event.kind().equals("card.recalled")) {
        card.clear();
      }
      card.putAll(payload(event).getFieldsMap());
      card.remove("note");
      card.remove("purge_time");
      card.remove("reason");
      card.remove("worker");
      card.remove("assignee_source");
      card.remove("created_card_ids");
      card.remove("artifacts");
      if (STOPPED.stream().noneMatch(state -> is(card, state))) {
        STOP.forEach(card::remove);
      }
      if (REVIEWED.stream().noneMatch(state -> is(card, state))) {
        UNDER_REVIEW.forEach(card::remove);
      }
      card.remove("cause");
      recall(id, card.remove("edges"));
      if (event.kind().equals("card.claimed") && !payload(event).containsFields("deadline")) {
        card.remove("deadline");
      }
      if (event.kind().equals("card.scheduled")) {
        card.remove("retry_time");
      }
      if (ENDED.stream().anyMatch(state -> is(card, state))) {
        FAILING.forEach(card::remove);
      }
      fold(event.kind(), id, card);
    }
  }

  /// A card that is told anew brings what it waits for along.
  private void recall(String child, @Nullable Value recalled) {
    if (recalled != null) {
      edges.keySet().removeIf(edge -> edge.endsWith(" " + child));
      for (var edge : recalled.getListValue().getValuesList()) {
        fold("card.linked", child, new HashMap<>(edge.getStructValue().getFieldsMap()));
      }
    }
  }

  /// What a card waits for is told by edges of their own.
  private void fold(String kind, String child, Map<String, Value> card) {
    var parent = card.remove("parent_id");
    var terms =
        plain(card.remove("condition"))
            + plain(card.remove("outcome_wanted"))
            + plain(card.remove("otherwise"));
    if (parent != null) {
      String edge = parent.getStringValue() + " " + child;
      if (kind.equals("card.linked")) {
        edges.put(edge, terms);
      } else {
        edges.remove(edge);
      }
    }
  }

  /// A field of a card as text; empty for what no event told.
  String text(CardId card, String field) {
    return plain(cards.getOrDefault(card.toString(), Map.of()).get(field));
  }

  /// A field of what a card's field holds, as text.
  String text(CardId card, String field, String inner) {
    var outer = value(cards.getOrDefault(card.toString(), Map.of()), field);
    return plain(outer.getStructValue().getFieldsMap().get(inner));
  }

  /// A field of what an event tells, as text.
  static String text(Event event, String field) {
    return plain(payload(event).getFieldsMap().get(field));
  }

  /// All that an event tells.
  static Map<String, Value> fields(Event event) {
    return payload(event).getFieldsMap();
  }

  /// Whether no event told of a card, or that it is gone for good.
  boolean gone(CardId card) {
    return !cards.containsKey(card.toString());
  }

  /// The epoch of the lease that holds a card; 0 while nobody does.
  long holder(CardId id) {
    var card = cards.getOrDefault(id.toString(), Map.of());
    var lease = card.get("lease");
    return lease == null || !is(card, "running")
        ? 0
        : (long) value(lease.getStructValue().getFieldsMap(), "epoch").getNumberValue();
  }

  /// All that the log told of.
  List<CardId> cards() {
    return cards.keySet().stream().sorted().map(CardId::parse).toList();
  }

  /// The terms of every edge, by `<parent> <child>`.
  Map<String, String> edges() {
    return Map.copyOf(edges);
  }

  private static Struct payload(Event event) {
    try {
      var struct = Struct.newBuilder();
      JsonFormat.parser().merge(event.payload(), struct);
      return struct.build();
    } catch (InvalidProtocolBufferException damaged) {
      throw new AssertionError(damaged);
    }
  }

  /// A card as text, one field after the other; empty for one that no event told of.
  String card(String id) {
    var card = new TreeMap<>(cards.getOrDefault(id, Map.of()));
    card.remove("epoch");
    var lease = card.remove("lease");
    boolean runs = is(card, "running");
    UNDER_REVIEW.forEach(name -> card.putIfAbsent(name, text("")));
    if (is(card, "archived")) {
      UNDER_REVIEW.forEach(name -> card.put(name, text("")));
    }
    card.putIfAbsent("max_attempts", number(0));
    card.putIfAbsent("max_runtime", text(""));
    card.putIfAbsent("deadline", text(""));
    if (!runs) {
      card.put("deadline", text(""));
    }
    card.putIfAbsent("failures", number(0));
    card.putIfAbsent("protocol_violations", number(0));
    card.putIfAbsent("last_exit", text(""));
    card.putIfAbsent("last_error", text(""));
    card.putIfAbsent("retry_time", text(""));
    if (!is(card, "scheduled")) {
      card.put("retry_time", text(""));
      card.put("wake_time", text(""));
      card.put("schedule_reason", text(""));
      card.put("recurrence", text(""));
    }
    card.put("recurrence", text(recurrence(value(card, "recurrence"))));
    card.remove("times");
    if (!is(card, "blocked") && !(is(card, "triage") && card.containsKey("block_kind"))) {
      card.put("block_kind", text(""));
      card.put("stopped_by", text(""));
      card.put("stop_time", text(""));
      card.put("block_reason", text(""));
    }
    if (!is(card, "failed") && !is(card, "cancelled")) {
      card.put("end_reason", text(""));
    }
    card.putIfAbsent("block_reason", text(""));
    if (!is(card, "done")) {
      card.put("outcome", text(""));
    }
    card.putIfAbsent("summary", text(""));
    card.putIfAbsent("attempts", Value.newBuilder().setNumberValue(0).build());
    if (runs && lease != null) {
      var held = lease.getStructValue().getFieldsMap();
      card.put(
          "held",
          text(value(held, "epoch").getNumberValue() + value(held, "worker").getStringValue()));
    }
    return render(card);
  }

  private static String recurrence(Value told) {
    var fields = told.getStructValue().getFieldsMap();
    return Stream.of("cron", "zone", "end_time", "newest_card_id")
        .map(name -> value(fields, name).getStringValue())
        .collect(Collectors.joining(" "));
  }

  private static Value value(Map<String, Value> fields, String name) {
    return fields.getOrDefault(name, Value.getDefaultInstance());
  }

  private static boolean is(Map<String, Value> card, String state) {
    return card.getOrDefault("state", text("")).getStringValue().equals(state);
  }

  /// A card of the store, as {@link #card} tells it.
  static String of(Card stored) {
    var card = CardProtos.render(stored);
    var fields = new TreeMap<String, Value>(Comparator.naturalOrder());
    fields.put("title", text(card.getTitle()));
    fields.put("body", text(card.getBody()));
    fields.put("state", text(word(card.getState())));
    fields.put("column_id", text(card.getColumnId()));
    fields.put("priority", number(card.getPriority()));
    fields.put("labels", text(String.join(",", card.getLabelsList())));
    fields.put("assignee", text(card.getAssignee()));
    var due = stored.brief().dueTime();
    fields.put("due_time", text(due == null ? "" : due.toString()));
    fields.put("repository_id", text(card.getRepositoryId()));
    fields.put("pool_id", text(card.getPoolId()));
    fields.put("block_reason", text(card.getBlockReason()));
    fields.put("end_reason", text(card.getEndReason()));
    fields.put("wake_time", text(time(card.hasWakeTime(), card.getWakeTime())));
    fields.put("schedule_reason", text(card.getScheduleReason()));
    var recurrence = card.getRecurrence();
    fields.put(
        "recurrence",
        text(
            String.join(
                " ",
                recurrence.getCron(),
                recurrence.getZone(),
                time(recurrence.hasEndTime(), recurrence.getEndTime()),
                recurrence.getNewestCardId())));
    fields.put("block_kind", text(kind(card.getBlockKind())));
    fields.put("stopped_by", text(card.getStoppedBy()));
    fields.put("stop_time", text(time(card.hasStopTime(), card.getStopTime())));
    fields.put("implementer", text(card.getImplementer()));
    fields.put("review_summary", text(card.getReviewSummary()));
    fields.put("review_time", text(time(card.hasReviewTime(), card.getReviewTime())));
    fields.put("max_attempts", number(card.getMaxAttempts()));
    fields.put(
        "max_runtime", text(card.hasMaxRuntime() ? Durations.toString(card.getMaxRuntime()) : ""));
    fields.put("deadline", text(time(card.hasDeadline(), card.getDeadline())));
    fields.put("failures", number(card.getFailures()));
    fields.put("protocol_violations", number(card.getProtocolViolations()));
    fields.put("last_exit", text(exit(card.getLastExit())));
    fields.put("last_error", text(card.getLastError()));
    fields.put("retry_time", text(time(card.hasRetryTime(), card.getRetryTime())));
    fields.put("summary", text(card.getSummary()));
    fields.put("outcome", text(card.getOutcome()));
    fields.put("attempts", number(card.getAttempts()));
    fields.put("created_by", text(card.getCreatedBy()));
    fields.put("create_time", text(stored.createTime().toString()));
    if (card.hasLease()) {
      fields.put("held", text((double) card.getLease().getEpoch() + card.getLease().getWorker()));
    }
    return render(fields);
  }

  private static String exit(ExitClass exit) {
    return exit == ExitClass.EXIT_CLASS_UNSPECIFIED
        ? ""
        : exit.name().substring("EXIT_CLASS_".length()).toLowerCase(Locale.ROOT);
  }

  private static String kind(BlockKind kind) {
    return kind == BlockKind.BLOCK_KIND_UNSPECIFIED
        ? ""
        : kind.name().substring("BLOCK_KIND_".length()).toLowerCase(java.util.Locale.ROOT);
  }

  private static String time(boolean present, Timestamp time) {
    return present ? Instant.ofEpochMilli(Timestamps.toMillis(time)).toString() : "";
  }

  private static String word(CardState state) {
    return state.name().substring("CARD_STATE_".length()).toLowerCase(Locale.ROOT);
  }

  private static String render(Map<String, Value> fields) {
    var text = new StringBuilder();
    fields.forEach(
        (name, value) -> text.append(name).append('=').append(plain(value)).append('\n'));
    return text.toString();
  }

  private static String plain(@Nullable Value value) {
    if (value == null) {
      return "";
    }
    return switch (value.getKindCase()) {
      case NUMBER_VALUE -> Double.toString(value.getNumberValue());
      case LIST_VALUE ->
          String.join(
              ",",
              value.getListValue().getValuesList().stream().map(Value::getStringValue).toList());
      default -> value.getStringValue();
    };
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }

  private static Value number(double number) {
    return Value.newBuilder().setNumberValue(number).build();
  }
}
