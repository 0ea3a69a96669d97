package dev.gazette.board.card;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import dev.gazette.board.board.ColumnId;
import dev.gazette.board.board.Masks;
import dev.gazette.platform.field.Fields;
import dev.gazette.proto.board.v1.CreateCardRequest;
import dev.gazette.proto.board.v1.SpecifyCardRequest;
import dev.gazette.proto.board.v1.UpdateCardRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What cards say, read from the wire with its bounds.
final class BriefProtos {

  private static final int LONGEST_TITLE = 500;
  private static final int LARGEST_BODY_BYTES = 1024 * 1024;
  private static final int HIGHEST_PRIORITY = 1_000_000;
  private static final int MOST_LABELS = 50;
  private static final int LONGEST_LABEL = 100;
  private static final int LONGEST_ASSIGNEE = 100;
  private static final int LONGEST_REPOSITORY = 200;
  private static final int MOST_ATTEMPTS = 100;
  private static final Duration SHORTEST_RUNTIME = Duration.ofSeconds(1);
  private static final Duration LONGEST_RUNTIME = Duration.ofDays(30);

  private static final Set<String> WRITABLE =
      Set.of(
          "title",
          "body",
          "priority",
          "labels",
          "assignee",
          "due_time",
          "repository_id",
          "pool_id",
          "max_attempts",
          "max_runtime");

  private static final String SUMMARY = "summary";

  private static final Set<String> CHANGEABLE =
      Stream.concat(WRITABLE.stream(), Stream.of(SUMMARY)).collect(Collectors.toUnmodifiableSet());

  private static final Set<String> GIVEN_ONCE =
      Set.of("column_id", "wake_time", "recurrence", "block_reason", "block_kind");

  private BriefProtos() {}

  /// The brief of a new card; refused when the request says what only verbs may.
  static Brief parse(CreateCardRequest request) {
    var card = request.getCard();
    for (var field : card.getAllFields().keySet()) {
      String name = field.getName();
      if (!WRITABLE.contains(name)
          && !GIVEN_ONCE.contains(name)
          && !(name.equals("board_id") && card.getBoardId().equals(request.getBoardId()))) {
        throw INVALID_ARGUMENT.because(
            "card.%s cannot be given for a new card; leave it empty.", name);
      }
    }
    return brief(card);
  }

  /// What a card says.
  static Brief brief(dev.gazette.proto.board.v1.Card card) {
    return new Brief(
        title(card),
        body(card),
        priority(card),
        labels(card),
        assignee(card),
        dueTime(card).orElse(null),
        repository(card),
        card.getPoolId());
  }

  /// The column of a new card; empty for the usual one.
  static Optional<ColumnId> column(CreateCardRequest request) {
    String id = request.getCard().getColumnId();
    return id.isEmpty() ? Optional.empty() : Optional.of(new ColumnId(id));
  }

  /// What a person has to answer before a new card is given out; empty for nothing.
  static Optional<Start.Gate> gate(CreateCardRequest request) {
    var card = request.getCard();
    if (card.getBlockReason().isEmpty() && card.getBlockKindValue() == 0) {
      return Optional.empty();
    }
    if (card.hasWakeTime() || card.hasRecurrence()) {
      throw INVALID_ARGUMENT.because(
          "A new card waits for a time or is blocked, not both; leave one of them out.");
    }
    String reason = CardProtos.requiredReason("card.block_reason", card.getBlockReason());
    return Optional.of(new Start.Gate(CardProtos.kind(card.getBlockKind()), reason));
  }

  /// The limits of a new card.
  static RetryLimits limits(CreateCardRequest request) {
    return limits(request.getCard(), Set.of("max_attempts", "max_runtime"));
  }

  /// The limits to change.
  static RetryLimits limits(UpdateCardRequest request) {
    return limits(request.getCard(), Set.copyOf(request.getUpdateMask().getPathsList()));
  }

  private static RetryLimits limits(dev.gazette.proto.board.v1.Card card, Set<String> mask) {
    long attempts = Fields.within("card.max_attempts", card.getMaxAttempts(), 0, MOST_ATTEMPTS);
    return new RetryLimits(
        mask.contains("max_attempts") ? Optional.of((int) attempts) : Optional.empty(),
        mask.contains("max_runtime") ? Optional.of(runtime(card)) : Optional.empty());
  }

  /// How long an attempt on a card may take; empty for as long as it likes.
  static Optional<Duration> runtime(dev.gazette.proto.board.v1.Card card) {
    return card.hasMaxRuntime()
        ? Optional.of(
            Duration.ofSeconds(
                Fields.within(
                        "card.max_runtime", card.getMaxRuntime(), SHORTEST_RUNTIME, LONGEST_RUNTIME)
                    .toSeconds()))
        : Optional.empty();
  }

  static Brief.Change change(UpdateCardRequest request) {
    return change(request.getCard(), Masks.require(request.getUpdateMask(), CHANGEABLE));
  }

  /// What came of a card, to change.
  static Result result(UpdateCardRequest request) {
    return new Result(
        request.getUpdateMask().getPathsList().contains(SUMMARY)
            ? Optional.of(CardProtos.summary(request.getCard().getSummary()))
            : Optional.empty());
  }

  /// The change that specifies a card: none where no field is named.
  static Brief.Change change(SpecifyCardRequest request) {
    var mask = request.getUpdateMask();
    return change(
        request.getCard(), mask.getPathsCount() == 0 ? Set.of() : Masks.require(mask, WRITABLE));
  }

  private static Brief.Change change(dev.gazette.proto.board.v1.Card card, Set<String> mask) {
    return new Brief.Change(
        mask.contains("title") ? Optional.of(title(card)) : Optional.empty(),
        mask.contains("body") ? Optional.of(body(card)) : Optional.empty(),
        mask.contains("priority") ? Optional.of(priority(card)) : Optional.empty(),
        mask.contains("labels") ? Optional.of(labels(card)) : Optional.empty(),
        mask.contains("assignee") ? Optional.of(assignee(card)) : Optional.empty(),
        mask.contains("due_time") ? Optional.of(dueTime(card)) : Optional.empty(),
        mask.contains("repository_id") ? Optional.of(repository(card)) : Optional.empty(),
        mask.contains("pool_id") ? Optional.of(card.getPoolId()) : Optional.empty());
  }

  private static String title(dev.gazette.proto.board.v1.Card card) {
    return Fields.requiredLine("card.title", card.getTitle(), LONGEST_TITLE);
  }

  private static String body(dev.gazette.proto.board.v1.Card card) {
    return Fields.textOfBytes("card.body", card.getBody(), LARGEST_BODY_BYTES);
  }

  private static int priority(dev.gazette.proto.board.v1.Card card) {
    return (int)
        Fields.within("card.priority", card.getPriority(), -HIGHEST_PRIORITY, HIGHEST_PRIORITY);
  }

  private static List<String> labels(dev.gazette.proto.board.v1.Card card) {
    if (card.getLabelsCount() > MOST_LABELS) {
      throw INVALID_ARGUMENT.because(
          "card.labels has %d entries; at most %d.", card.getLabelsCount(), MOST_LABELS);
    }
    return card.getLabelsList().stream()
        .map(label -> Fields.requiredLine("card.labels", label, LONGEST_LABEL))
        .toList();
  }

  private static String assignee(dev.gazette.proto.board.v1.Card card) {
    return assignee("card.assignee", card.getAssignee());
  }

  /// An assignee; empty for anybody.
  static String assignee(String field, String name) {
    return Fields.line(field, name, LONGEST_ASSIGNEE);
  }

  /// The reviewer that a request names; empty for none.
  static Optional<String> reviewer(String name) {
    String line = Fields.line("reviewer", name, LONGEST_ASSIGNEE);
    return line.isEmpty() ? Optional.empty() : Optional.of(line);
  }

  private static Optional<Instant> dueTime(dev.gazette.proto.board.v1.Card card) {
    return Fields.time("card.due_time", card.hasDueTime(), card.getDueTime());
  }

  private static String repository(dev.gazette.proto.board.v1.Card card) {
    return Fields.line("card.repository_id", card.getRepositoryId(), LONGEST_REPOSITORY);
  }
}
