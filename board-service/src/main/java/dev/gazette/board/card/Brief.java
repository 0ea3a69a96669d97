package dev.gazette.board.card;

import dev.gazette.platform.event.Payload;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a card says: the part of it that people write.
///
/// @param body in Markdown
/// @param priority higher is more urgent
/// @param labels in order, without repeats
/// @param assignee who should do it; empty for anybody
/// @param dueTime when it should be done; null for whenever
/// @param repositoryId the registered repository it is about; empty for none
/// @param poolId the pool that it takes of while it runs; empty for none
public record Brief(
    String title,
    String body,
    int priority,
    List<String> labels,
    String assignee,
    @Nullable Instant dueTime,
    String repositoryId,
    String poolId) {

  /// Keeps each label once.
  public Brief {
    labels = labels.stream().distinct().toList();
  }

  /// A brief that names no pool.
  public Brief(
      String title,
      String body,
      int priority,
      List<String> labels,
      String assignee,
      @Nullable Instant dueTime,
      String repositoryId) {
    this(title, body, priority, labels, assignee, dueTime, repositoryId, "");
  }

  /// A brief that says no more than a title.
  public static Brief of(String title) {
    return new Brief(title, "", 0, List.of(), "", null, "");
  }

  /// What to change of a brief; empty for what stays. For a due time, the inner one is empty to
  /// take it away.
  public record Change(
      Optional<String> title,
      Optional<String> body,
      Optional<Integer> priority,
      Optional<List<String>> labels,
      Optional<String> assignee,
      Optional<Optional<Instant>> dueTime,
      Optional<String> repositoryId,
      Optional<String> poolId) {

    /// Everything stays.
    public static final Change NONE =
        new Change(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /// A change that leaves the pool.
    public Change(
        Optional<String> title,
        Optional<String> body,
        Optional<Integer> priority,
        Optional<List<String>> labels,
        Optional<String> assignee,
        Optional<Optional<Instant>> dueTime,
        Optional<String> repositoryId) {
      this(title, body, priority, labels, assignee, dueTime, repositoryId, Optional.empty());
    }

    /// Another assignee, and nothing else.
    static Change ofAssignee(String assignee) {
      return new Change(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(assignee),
          Optional.empty(),
          Optional.empty());
    }
  }

  /// The brief after a change.
  Brief with(Change change) {
    return new Brief(
        change.title().orElse(title),
        change.body().orElse(body),
        change.priority().orElse(priority),
        change.labels().orElse(labels),
        change.assignee().orElse(assignee),
        change.dueTime().isPresent() ? change.dueTime().get().orElse(null) : dueTime,
        change.repositoryId().orElse(repositoryId),
        change.poolId().orElse(poolId));
  }

  /// All that it says in words.
  public String text() {
    return title + "\n" + body;
  }

  /// The brief with another assignee.
  Brief assignedTo(String other) {
    return new Brief(title, body, priority, labels, other, dueTime, repositoryId, poolId);
  }

  /// The brief with another due time.
  Brief dueAt(@Nullable Instant time) {
    return new Brief(title, body, priority, labels, assignee, time, repositoryId, poolId);
  }

  /// All values.
  Payload payload() {
    return Payload.of("title", title)
        .and("body", body)
        .and("priority", priority)
        .and("labels", labels)
        .and("assignee", assignee)
        .andOrNull("due_time", dueTime)
        .and("repository_id", repositoryId)
        .and("pool_id", poolId);
  }

  /// The values that differ from those before.
  Payload since(Brief before) {
    var payload = Payload.empty();
    if (!title.equals(before.title)) {
      payload.and("title", title);
    }
    if (!body.equals(before.body)) {
      payload.and("body", body);
    }
    if (priority != before.priority) {
      payload.and("priority", priority);
    }
    if (!labels.equals(before.labels)) {
      payload.and("labels", labels);
    }
    if (!assignee.equals(before.assignee)) {
      payload.and("assignee", assignee);
    }
    if (!Objects.equals(dueTime, before.dueTime)) {
      payload.andOrNull("due_time", dueTime);
    }
    if (!repositoryId.equals(before.repositoryId)) {
      payload.and("repository_id", repositoryId);
    }
    if (!poolId.equals(before.poolId)) {
      payload.and("pool_id", poolId);
    }
    return payload;
  }
}
