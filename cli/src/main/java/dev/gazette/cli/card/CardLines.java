package dev.gazette.cli.card;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Durations;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.output.Json;
import dev.gazette.cli.output.JsonReader;
import dev.gazette.cli.output.Nearest;
import dev.gazette.cli.output.Output;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.CardServiceGrpc;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.Edge;
import dev.gazette.proto.board.v1.Recurrence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes a card of each line of NDJSON, in order, as the lines come.
final class CardLines {

  private static final List<String> KEYS =
      List.of(
          "title",
          "board_id",
          "body",
          "priority",
          "labels",
          "assignee",
          "due_time",
          "wake_time",
          "cron",
          "zone",
          "repository_id",
          "pool_id",
          "column_id",
          "parents",
          "max_attempts",
          "max_runtime",
          "idempotency_key",
          "request_id");

  private final Session session;
  private final String board;
  private final Card common;
  private final List<Edge> parents;

  /// @param common what every card says where its line does not
  /// @param parents what every card waits for where its line does not say
  CardLines(Session session, String board, Card common, List<Edge> parents) {
    this.session = session;
    this.board = board;
    this.common = common;
    this.parents = parents;
  }

  /// Makes the cards of a file; `-` is standard input.
  void create(String file) {
    try (var lines = new BufferedReader(reader(file))) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          create(line, number);
        }
      }
    } catch (IOException failure) {
      throw Failure.usage("Cannot read %s: %s.", file, failure.getMessage());
    }
  }

  private Reader reader(String file) throws IOException {
    var decoder = StandardCharsets.UTF_8.newDecoder();
    return new InputStreamReader(
        file.equals("-") ? session.around().in() : Files.newInputStream(Path.of(file)), decoder);
  }

  private void create(String line, int number) {
    try {
      var card = session.call(CardServiceGrpc.getCreateCardMethod(), request(line));
      if (session.out().form() == Output.Form.IDS) {
        session.out().next(card, card.getId(), card.getId());
      } else {
        session.out().write(Json.of(card));
        session.out().flush();
      }
    } catch (Failure failure) {
      session.out().flush();
      throw failure.under("Line " + number + ": ").with("line", number);
    }
  }

  private CreateCardRequest request(String line) {
    var object = JsonReader.object(line);
    for (String key : object.keySet()) {
      if (!KEYS.contains(key)) {
        throw Failure.usage("a card has no key %s.%s", key, Nearest.hint(key, KEYS));
      }
    }
    var card = common.toBuilder();
    card.setTitle(text(object, "title", ""));
    card.setBody(text(object, "body", card.getBody()));
    card.setAssignee(text(object, "assignee", card.getAssignee()));
    card.setRepositoryId(text(object, "repository_id", card.getRepositoryId()));
    card.setPoolId(text(object, "pool_id", card.getPoolId()));
    card.setColumnId(text(object, "column_id", card.getColumnId()));
    var priority = object.get("priority");
    if (priority != null) {
      card.setPriority(Priority.parse(priority.toString()));
    }
    var attempts = object.get("max_attempts");
    if (attempts != null) {
      card.setMaxAttempts(number("max_attempts", attempts));
    }
    String runtime = text(object, "max_runtime", "");
    if (!runtime.isEmpty()) {
      card.setMaxRuntime(Times.duration(Durations.parse("max_runtime", runtime)));
    }
    var labels = object.get("labels");
    if (labels != null) {
      card.clearLabels().addAllLabels(texts("labels", labels));
    }
    String due = text(object, "due_time", "");
    if (!due.isEmpty()) {
      card.setDueTime(Times.timestamp(Durations.moment("due_time", due, Instant.now(), 1)));
    }
    String wake = text(object, "wake_time", "");
    if (!wake.isEmpty()) {
      card.setWakeTime(Times.timestamp(Durations.moment("wake_time", wake, Instant.now(), 1)));
    }
    String cron = text(object, "cron", "");
    if (!cron.isEmpty()) {
      card.setRecurrence(Recurrence.newBuilder().setCron(cron).setZone(text(object, "zone", "")));
    }
    return CreateCardRequest.newBuilder()
        .setBoardId(text(object, "board_id", board))
        .setCard(card)
        .addAllParents(parents(object.get("parents")))
        .setIdempotencyKey(text(object, "idempotency_key", ""))
        .setRequestId(text(object, "request_id", ""))
        .build();
  }

  private List<Edge> parents(@Nullable Object given) {
    return given == null
        ? parents
        : texts("parents", given).stream().map(ParentSpecs::parse).toList();
  }

  private static int number(String key, Object value) {
    try {
      return Integer.parseInt(value.toString());
    } catch (NumberFormatException _) {
      throw Failure.usage("`%s` must be a whole number.", key);
    }
  }

  private static List<String> texts(String key, Object value) {
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).toList();
    }
    throw Failure.usage("`%s` must be a list of texts.", key);
  }

  private static String text(Map<String, @Nullable Object> object, String key, String otherwise) {
    return switch (object.get(key)) {
      case null -> otherwise;
      case String text -> text;
      default -> throw Failure.usage("`%s` must be a text.", key);
    };
  }
}
