package dev.gazette.cli.transfer;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.output.Json;
import dev.gazette.cli.output.JsonReader;
import dev.gazette.proto.board.v1.BoardRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Records of a Hermes board. Its tasks are numbered in the order in which they were made; seconds
/// stay seconds.
final class HermesRecords {

  /// The id that the records give the board.
  static final String BOARD = "hermes";

  private static final String KEY = "HERMES-";
  private static final int MEBIBYTE = 1 << 20;
  private static final int LARGEST_TEXT = 64 * 1024;
  private static final int LONGEST_REASON = 4_000;
  private static final int LONGEST_TITLE = 500;
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_KEY = 200;
  private static final long HIGHEST_PRIORITY = 1_000_000;
  private static final long LONGEST_RUNTIME = 30L * 24 * 3_600;

  private final Map<String, Long> numbers = new HashMap<>();
  private final Map<String, String> states = new HashMap<>();
  private final Map<Long, Long> comments = new HashMap<>();
  private final Map<Long, Long> files = new HashMap<>();
  private final Map<Long, Long> epochs = new HashMap<>();
  private final Map<String, String> newestRuns = new HashMap<>();
  private final Map<String, String> reasons = new HashMap<>();
  private long events;

  /// Notes a run before the cards are told: its card's epoch, and its summary if it is the newest.
  void note(HermesRow run) {
    String summary = run.text("summary", LONGEST_REASON);
    newestRuns.put(
        run.text("task_id"), summary.isEmpty() ? run.text("error", LONGEST_REASON) : summary);
  }

  /// Notes why a card was blocked, the last time.
  void noteBlock(HermesRow event) {
    payload(event)
        .filter(it -> it.get("reason") instanceof String)
        .ifPresent(it ->
            reasons.put(event.text("task_id"), String.valueOf(it.get("reason")).replace("\0", "")));
  }

  /// The card of a task.
  ///
  /// @param runs how many it has
  BoardRecord card(HermesRow task, long runs) {
    String id = task.text("id");
    long number = numbers.size() + 1L;
    numbers.put(id, number);
    String state = HermesWords.state(task.text("status"));
    states.put(id, state);
    var card = new LinkedHashMap<String, @Nullable Object>();
    card.put("id", KEY + number);
    String title = task.line("title", LONGEST_TITLE);
    card.put("title", title.isEmpty() ? "(no title)" : title);
    card.put("body", task.text("body", MEBIBYTE));
    card.put("state", "CARD_STATE_" + state);
    card.put(
        "priority",
        Math.clamp(task.number("priority").orElse(0L), -HIGHEST_PRIORITY, HIGHEST_PRIORITY));
    card.put("labels", labels(task));
    card.put("assignee", task.line("assignee", LONGEST_NAME));
    card.put("created_by", task.line("created_by", LONGEST_NAME));
    String created = task.time("created_at").orElse("1970-01-01T00:00:00Z");
    String updated = task.time("completed_at").or(() -> task.time("started_at")).orElse(created);
    card.put("create_time", created);
    card.put("update_time", updated.compareTo(created) < 0 ? created : updated);
    card.put("summary", task.text("result", LARGEST_TEXT));
    card.put("attempts", runs);
    limits(task, card);
    var record = new LinkedHashMap<String, @Nullable Object>();
    record.put("card", card);
    record.put("epoch", runs);
    stand(task, state, card, record);
    String key = task.line("idempotency_key", LONGEST_KEY);
    if (!key.isEmpty() && !state.equals("ARCHIVED")) {
      record.put("idempotency_key", key);
    }
    return record(Part.CARDS, record);
  }

  private static List<String> labels(HermesRow task) {
    var labels = new ArrayList<String>();
    String tenant = task.line("tenant", LONGEST_NAME - "tenant:".length());
    if (!tenant.isEmpty()) {
      labels.add("tenant:" + tenant);
    }
    return labels;
  }

  private static void limits(HermesRow task, Map<String, @Nullable Object> card) {
    task.number("max_retries")
        .ifPresent(most -> card.put("max_attempts", Math.clamp(most, 0, 100)));
    task.number("max_runtime_seconds")
        .filter(seconds -> seconds > 0)
        .ifPresent(seconds -> card.put("max_runtime", Math.min(seconds, LONGEST_RUNTIME) + "s"));
    long failures = failures(task);
    if (failures > 0) {
      card.put("failures", Math.min(failures, 1_000_000));
      card.put("last_exit", "EXIT_CLASS_CRASHED");
      card.put("last_error", error(task));
    }
  }

  /// Named otherwise in older databases.
  private static long failures(HermesRow task) {
    return task.number("consecutive_failures").or(() -> task.number("spawn_failures")).orElse(0L);
  }

  private static String error(HermesRow task) {
    String error = task.text("last_failure_error", LONGEST_REASON);
    return error.isEmpty() ? task.text("last_spawn_error", LONGEST_REASON) : error;
  }

  /// What a card of some states tells beside.
  private void stand(
      HermesRow task,
      String state,
      Map<String, @Nullable Object> card,
      Map<String, @Nullable Object> record) {
    String id = task.text("id");
    switch (state) {
      case "BLOCKED" -> {
        boolean scheduled = task.text("status").equals("scheduled");
        card.put(
            "block_kind",
            HermesWords.kind(
                scheduled ? "transient" : task.text("block_kind"), failures(task) > 0));
        String why = reasons.getOrDefault(id, failures(task) > 0 ? error(task) : "");
        String put = scheduled ? "It was put away without a time. " + why : why;
        record.put("reason", HermesRow.cut(put.strip(), LONGEST_REASON));
      }
      case "REVIEW" -> {
        card.put("implementer", task.line("assignee", LONGEST_NAME));
        card.put("review_summary", newestRuns.getOrDefault(id, ""));
      }
      case "ARCHIVED" ->
          record.put(
              "former_state",
              "CARD_STATE_"
                  + (task.time("completed_at").isPresent() || !task.text("result").isEmpty()
                      ? "DONE"
                      : "CANCELLED"));
      default -> {
        // Nothing more.
      }
    }
  }

  /// What a card waits for; empty where one of the two is not there. An archived parent counted as
  /// ended well.
  Optional<BoardRecord> edge(HermesRow link) {
    var parent = numbers.get(link.text("parent_id"));
    var child = numbers.get(link.text("child_id"));
    if (parent == null || child == null || parent.equals(child)) {
      return Optional.empty();
    }
    boolean archived = "ARCHIVED".equals(states.get(link.text("parent_id")));
    var edge = new LinkedHashMap<String, @Nullable Object>();
    edge.put("parent_id", KEY + parent);
    edge.put("child_id", KEY + child);
    edge.put("condition", archived ? "EDGE_CONDITION_ALWAYS" : "EDGE_CONDITION_ON_SUCCESS");
    return Optional.of(record(Part.EDGES, edge));
  }

  /// An attempt; empty for one of no task.
  Optional<BoardRecord> run(HermesRow row) {
    var number = numbers.get(row.text("task_id"));
    if (number == null) {
      return Optional.empty();
    }
    String worker = row.line("profile", LONGEST_NAME);
    String summary = row.text("summary", LARGEST_TEXT);
    var run = new LinkedHashMap<String, @Nullable Object>();
    run.put("card_id", KEY + number);
    run.put("epoch", epochs.merge(number, 1L, Long::sum));
    run.put("worker", worker.isEmpty() ? BOARD : worker);
    run.put("actor", BOARD);
    if (row.time("ended_at").isPresent() || !row.text("outcome").isEmpty()) {
      run.put("outcome", HermesWords.outcome(row.text("outcome")));
    }
    run.put("summary", summary.isEmpty() ? row.text("error", LARGEST_TEXT) : summary);
    run.put("start_time", row.time("started_at").orElse("1970-01-01T00:00:00Z"));
    object(row, "metadata").ifPresent(metadata -> run.put("metadata", metadata));
    row.time("ended_at").ifPresent(time -> run.put("end_time", time));
    row.time("last_heartbeat_at").ifPresent(time -> run.put("heartbeat_time", time));
    return Optional.of(record(Part.RUNS, run));
  }

  /// Something said; empty for nothing, or of no task.
  Optional<BoardRecord> comment(HermesRow row) {
    var number = numbers.get(row.text("task_id"));
    String text = row.text("body", LARGEST_TEXT);
    if (number == null || text.isBlank()) {
      return Optional.empty();
    }
    String author = row.line("author", LONGEST_NAME);
    var comment = new LinkedHashMap<String, @Nullable Object>();
    comment.put("card_id", KEY + number);
    comment.put("id", comments.merge(number, 1L, Long::sum));
    comment.put("author", author.isEmpty() ? BOARD : author);
    comment.put("text", text);
    comment.put("create_time", row.time("created_at").orElse("1970-01-01T00:00:00Z"));
    return Optional.of(record(Part.COMMENTS, comment));
  }

  /// A file of a card, as JSON; empty for one of no task.
  Optional<String> attachment(HermesRow row, long size) {
    var number = numbers.get(row.text("task_id"));
    if (number == null) {
      return Optional.empty();
    }
    String name = row.line("filename", LONGEST_NAME);
    String type = row.line("content_type", LONGEST_NAME);
    String author = row.line("uploaded_by", LONGEST_NAME);
    var attachment = new LinkedHashMap<String, @Nullable Object>();
    attachment.put("card_id", KEY + number);
    attachment.put("id", files.merge(number, 1L, Long::sum));
    attachment.put("name", name.isEmpty() ? "file" : name);
    attachment.put("content_type", type.matches("[!-~]+/[!-~]+(;[ -~]*)?") ? type : "");
    attachment.put("size_bytes", size);
    attachment.put("uploaded_by", author.isEmpty() ? BOARD : author);
    attachment.put("create_time", row.time("created_at").orElse("1970-01-01T00:00:00Z"));
    return Optional.of(Json.of(attachment));
  }

  /// Something that happened, under a kind of its own: `hermes.completed`.
  Optional<BoardRecord> event(HermesRow row) {
    var number = numbers.get(row.text("task_id"));
    if (number == null) {
      return Optional.empty();
    }
    String kind = row.line("kind", LONGEST_NAME - "hermes.".length());
    var event = new LinkedHashMap<String, @Nullable Object>();
    event.put("sequence", ++events);
    event.put("kind", "hermes." + kind);
    event.put("actor", BOARD);
    event.put("lane", "LANE_BUSINESS");
    event.put("subject", "boards/" + BOARD + "/cards/" + KEY + number);
    event.put("payload", payload(row).orElse(Map.of()));
    event.put("create_time", row.time("created_at").orElse("1970-01-01T00:00:00Z"));
    return Optional.of(record(Part.EVENTS, event));
  }

  private static Optional<Map<String, @Nullable Object>> payload(HermesRow event) {
    return object(event, "payload");
  }

  /// What a cell holds as JSON; empty for what is no object.
  private static Optional<Map<String, @Nullable Object>> object(HermesRow row, String column) {
    try {
      String json = row.text(column);
      return json.isBlank() || json.length() > LARGEST_TEXT
          ? Optional.empty()
          : Optional.of(JsonReader.object(json));
    } catch (Failure _) {
      return Optional.empty();
    }
  }

  private static BoardRecord record(Part part, Map<String, @Nullable Object> fields) {
    return BoardRecord.newBuilder().setKind(part.kind()).setJson(Json.of(fields)).build();
  }
}
