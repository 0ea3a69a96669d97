package dev.gazette.board.card;

import static dev.gazette.platform.error.PlatformReason.INVALID_ARGUMENT;

import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.board.States;
import dev.gazette.board.run.Lease;
import dev.gazette.board.run.Run;
import dev.gazette.board.waiting.BlockKind;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.field.Fields;
import dev.gazette.proto.board.v1.ListCardsRequest;
import dev.gazette.proto.board.v1.RunOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Cards between the wire and the operations.
public final class CardProtos {

  private static final int LONGEST_WORKER = 200;
  private static final int LONGEST_NOTE = 1_000;
  private static final int LONGEST_REASON = 4_000;
  private static final int LARGEST_SUMMARY_BYTES = 64 * 1024;
  private static final Duration SHORTEST_LEASE = Duration.ofSeconds(1);
  private static final Duration LONGEST_LEASE = Duration.ofHours(24);
  private static final Duration HAND_LEASE = Duration.ofMinutes(15);

  private CardProtos() {}

  /// @param caller whose cards are `mine`
  static CardFilter filter(ListCardsRequest request, Actor caller) {
    if (request.getMine() && !request.getAssignee().isEmpty()) {
      throw INVALID_ARGUMENT.because("mine and assignee are both given; choose one.");
    }
    return new CardFilter(
        new BoardId(request.getBoardId()),
        states(request),
        request.getColumnId().isEmpty()
            ? Optional.empty()
            : Optional.of(new ColumnId(request.getColumnId())),
        request.getMine() ? caller.name() : request.getAssignee(),
        request.getLabel(),
        request.getRepositoryId(),
        request.getCreatedBy());
  }

  static CardOrder order(ListCardsRequest request) {
    return switch (request.getOrder()) {
      case CARD_ORDER_UNSPECIFIED, CARD_ORDER_PRIORITY -> CardOrder.PRIORITY;
      case CARD_ORDER_CREATED -> CardOrder.CREATED;
      case CARD_ORDER_NEWEST -> CardOrder.NEWEST;
      case CARD_ORDER_DUE -> CardOrder.DUE;
      case CARD_ORDER_TITLE -> CardOrder.TITLE;
      case UNRECOGNIZED ->
          throw INVALID_ARGUMENT.because("order is none of priority, created, newest, due, title.");
    };
  }

  private static Set<CardState> states(ListCardsRequest request) {
    return request.getStatesCount() == 0
        ? CardFilter.IN_SIGHT
        : request.getStatesList().stream()
            .map(state -> States.parse("states", state))
            .collect(Collectors.toUnmodifiableSet());
  }

  static Claims.Terms terms(
      String worker, boolean hasDuration, com.google.protobuf.Duration lease, Actor actor) {
    String name = Fields.line("worker", worker, LONGEST_WORKER);
    return new Claims.Terms(
        name.isEmpty() ? actor.name() : name,
        hasDuration
            ? Fields.within("lease_duration", lease, SHORTEST_LEASE, LONGEST_LEASE)
            : HAND_LEASE);
  }

  static long leaseEpoch(long epoch) {
    return Fields.within("epoch", epoch, 1, Long.MAX_VALUE);
  }

  static long anyEpoch(long epoch) {
    return Fields.within("epoch", epoch, 0, Long.MAX_VALUE);
  }

  static BlockKind kind(dev.gazette.proto.board.v1.BlockKind kind) {
    return switch (kind) {
      case BLOCK_KIND_UNSPECIFIED, BLOCK_KIND_NEEDS_INPUT -> BlockKind.NEEDS_INPUT;
      case BLOCK_KIND_CAPABILITY -> BlockKind.CAPABILITY;
      case BLOCK_KIND_TRANSIENT -> BlockKind.TRANSIENT;
      case BLOCK_KIND_DEPENDENCY -> BlockKind.DEPENDENCY;
      case BLOCK_KIND_APPROVAL -> BlockKind.APPROVAL;
      case BLOCK_KIND_DEAD_LETTER, UNRECOGNIZED ->
          throw INVALID_ARGUMENT.because(
              "kind is none of needs_input, capability, transient, dependency, approval.");
    };
  }

  static String note(String note) {
    return Fields.text("note", note, LONGEST_NOTE);
  }

  static String reason(String reason) {
    return Fields.text("reason", reason, LONGEST_REASON);
  }

  static String requiredReason(String reason) {
    return requiredReason("reason", reason);
  }

  static String requiredReason(String field, String reason) {
    return Fields.required(field, Fields.text(field, reason, LONGEST_REASON), LONGEST_REASON);
  }

  static String reviewSummary(String summary) {
    return Fields.text("summary", summary, LONGEST_REASON);
  }

  static String summary(String summary) {
    return Fields.textOfBytes("summary", summary, LARGEST_SUMMARY_BYTES);
  }

  static String outcome(String word) {
    return EdgeProtos.outcome(word, false);
  }

  /// How an attempt ended, from the wire.
  static dev.gazette.board.run.RunOutcome outcome(RunOutcome outcome) {
    if (outcome == RunOutcome.UNRECOGNIZED || outcome == RunOutcome.RUN_OUTCOME_UNSPECIFIED) {
      throw INVALID_ARGUMENT.because("outcomes has one that no attempt ends with.");
    }
    return dev.gazette.board.run.RunOutcome.valueOf(
        outcome.name().substring("RUN_OUTCOME_".length()));
  }

  /// A card for the wire.
  public static dev.gazette.proto.board.v1.Card render(Card card) {
    var brief = card.brief();
    var column = card.column();
    var lease = card.lease();
    var dueTime = brief.dueTime();
    var schedule = card.waits().schedule();
    var stop = card.stop();
    var review = card.waits().review();
    var rendered =
        dev.gazette.proto.board.v1.Card.newBuilder()
            .setId(card.id().toString())
            .setBoardId(card.id().board().value())
            .setTitle(brief.title())
            .setBody(brief.body())
            .setState(States.render(card.state()))
            .setColumnId(column == null ? "" : column.value())
            .setPriority(brief.priority())
            .addAllLabels(brief.labels())
            .setAssignee(brief.assignee())
            .setRepositoryId(brief.repositoryId())
            .setPoolId(brief.poolId())
            .setScheduleReason(card.state() == CardState.SCHEDULED ? card.reason() : "")
            .setBlockReason(stop != null || card.state() == CardState.BLOCKED ? card.reason() : "")
            .setEndReason(card.state().ended() ? card.reason() : "")
            .setSummary(card.summary())
            .setOutcome(card.state() == CardState.DONE ? card.outcome() : "")
            .setAttempts(card.attempts())
            .setMaxAttempts(card.waits().retry().maxAttempts())
            .setCreatedBy(card.createdBy())
            .setCreateTime(timestamp(card.createTime()))
            .setUpdateTime(timestamp(card.updateTime()))
            .setEtag(card.version().etag());
    if (dueTime != null) {
      rendered.setDueTime(timestamp(dueTime));
    }
    if (schedule != null && card.state() == CardState.SCHEDULED) {
      ScheduleProtos.render(schedule, rendered);
    }
    AttemptProtos.render(card, rendered);
    if (stop != null) {
      rendered
          .setBlockKind(
              dev.gazette.proto.board.v1.BlockKind.valueOf("BLOCK_KIND_" + stop.kind().name()))
          .setStoppedBy(stop.by())
          .setStopTime(timestamp(stop.since()));
    }
    if (review != null && card.state() != CardState.ARCHIVED) {
      rendered
          .setImplementer(review.implementer())
          .setReviewSummary(review.summary())
          .setReviewTime(timestamp(review.since()));
    }
    if (lease != null) {
      rendered.setLease(render(lease));
    }
    return rendered.build();
  }

  static dev.gazette.proto.board.v1.Lease render(Lease lease) {
    return dev.gazette.proto.board.v1.Lease.newBuilder()
        .setEpoch(lease.epoch())
        .setWorker(lease.worker())
        .setActor(lease.actor())
        .setExpireTime(timestamp(lease.expireTime()))
        .setDuration(Durations.fromMillis(lease.duration().toMillis()))
        .build();
  }

  /// A run for the wire.
  public static dev.gazette.proto.board.v1.Run render(Run run) {
    var outcome = run.outcome();
    var ended = run.endTime();
    var beat = run.heartbeatTime();
    var rendered =
        dev.gazette.proto.board.v1.Run.newBuilder()
            .setCardId(run.card().toString())
            .setEpoch(run.epoch())
            .setWorker(run.worker())
            .setActor(run.actor())
            .setSummary(run.summary())
            .setOutput(run.output())
            .setStartTime(timestamp(run.startTime()));
    if (outcome != null) {
      rendered.setOutcome(RunOutcome.valueOf("RUN_OUTCOME_" + outcome.name()));
    }
    if (ended != null) {
      rendered.setEndTime(timestamp(ended));
    }
    if (beat != null) {
      rendered.setHeartbeatTime(timestamp(beat));
    }
    if (!run.metadata().isEmpty()) {
      rendered.setMetadata(MetadataProtos.render(run.metadata()));
    }
    return rendered.build();
  }

  /// A time for the wire.
  public static Timestamp timestamp(Instant time) {
    return Timestamps.fromMillis(time.toEpochMilli());
  }
}
