package dev.gazette.cli.card;

import com.google.protobuf.FieldMask;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Durations;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.output.Times;
import dev.gazette.cli.process.Inputs;
import dev.gazette.proto.board.v1.Card;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a card says, as options. Those that were given are also a mask.
final class CardFields {

  @Option(names = "--body", paramLabel = "TEXT", description = "The whole of it, in Markdown.")
  @Nullable String body;

  @Option(
      names = "--body-file",
      paramLabel = "FILE",
      description = "The file that holds the body; - is standard input.")
  @Nullable String bodyFile;

  @Option(
      names = {"-p", "--priority"},
      paramLabel = "N|low|medium|high|urgent",
      description = "Higher first. The words are -100, 0, 100 and 1000.")
  @Nullable String priority;

  @Option(
      names = {"-l", "--label"},
      paramLabel = "LABEL",
      description = "A word to find it by; may be repeated.")
  @Nullable List<String> labels;

  @Option(names = "--assignee", paramLabel = "NAME", description = "Who should do it.")
  @Nullable String assignee;

  @Option(
      names = "--due",
      paramLabel = "TIME",
      description = "When it should be done: 2026-12-31, an ISO-8601 time, or in 3d.")
  @Nullable String due;

  @Option(names = "--repo", paramLabel = "REPO", description = "The repository it is about.")
  @Nullable String repo;

  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      description = "How many attempts in a row may fail, 0 for the usual 3.")
  @Nullable Integer maxAttempts;

  @Option(
      names = "--max-runtime",
      paramLabel = "LENGTH",
      description = "How long one attempt may take before it has timed out: 30m, 2h.")
  @Nullable String maxRuntime;

  @Option(
      names = "--pool",
      paramLabel = "POOL",
      description = "The pool that it takes of while it runs; see `gazette pool`.")
  @Nullable String pool;

  /// Fills a card, and a mask with what was filled.
  void fill(Session session, Card.Builder card, FieldMask.Builder mask) {
    if (body != null && bodyFile != null) {
      throw Failure.usage("Choose one of --body and --body-file.");
    }
    String text = bodyFile == null ? body : Inputs.text(session.around(), bodyFile);
    if (text != null) {
      card.setBody(text);
      mask.addPaths("body");
    }
    if (priority != null) {
      card.setPriority(Priority.parse(priority));
      mask.addPaths("priority");
    }
    if (labels != null) {
      card.addAllLabels(labels.stream().filter(label -> !label.isEmpty()).toList());
      mask.addPaths("labels");
    }
    if (assignee != null) {
      card.setAssignee(assignee);
      mask.addPaths("assignee");
    }
    if (repo != null) {
      card.setRepositoryId(repo);
      mask.addPaths("repository_id");
    }
    if (maxAttempts != null) {
      card.setMaxAttempts(maxAttempts);
      mask.addPaths("max_attempts");
    }
    if (maxRuntime != null) {
      if (!maxRuntime.isEmpty()) {
        card.setMaxRuntime(Times.duration(Durations.parse("--max-runtime", maxRuntime)));
      }
      mask.addPaths("max_runtime");
    }
    if (pool != null) {
      card.setPoolId(pool);
      mask.addPaths("pool_id");
    }
    if (due != null) {
      if (!due.isEmpty()) {
        card.setDueTime(Times.timestamp(Durations.moment("--due", due, Instant.now(), 1)));
      }
      mask.addPaths("due_time");
    }
  }
}
