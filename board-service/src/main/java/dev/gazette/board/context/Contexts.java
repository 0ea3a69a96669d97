package dev.gazette.board.context;

import dev.gazette.board.attachment.Attachments;
import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.card.Card;
import dev.gazette.board.card.Cards;
import dev.gazette.board.comment.Comments;
import dev.gazette.board.edge.Edge;
import dev.gazette.board.edge.EdgeStore;
import dev.gazette.board.run.Run;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.store.Session;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Writes down what a worker should know of a card, with a bound on everything.
@Singleton
public final class Contexts {

  static final int PARENTS = 20;
  static final int ATTEMPTS = 10;
  static final int RECENT = 5;
  static final int COMMENTS = 30;
  static final int FILES = 30;
  private static final int BODY_BYTES = 8 * 1024;
  private static final int SUMMARY_BYTES = 4 * 1024;
  private static final int COMMENT_BYTES = 2 * 1024;
  private static final int NAME_BYTES = 1_024;

  private final Cards cards;
  private final Comments comments;
  private final Attachments attachments;

  /// What is known of these cards.
  public Contexts(Cards cards, Comments comments, Attachments attachments) {
    this.cards = cards;
    this.comments = comments;
    this.attachments = attachments;
  }

  /// What there is to know of a card. Refused with `CARD_NOT_FOUND`.
  ///
  /// @param readable the boards that the caller may read
  /// @param now what ages are counted from
  public String of(Session session, CardId id, Predicate<BoardId> readable, Instant now)
      throws SQLException {
    var card = cards.get(session, id);
    var page = new ContextText(now);
    head(page, card);
    files(session, page, card);
    parents(session, page, card, readable);
    attempts(session, page, card);
    recent(session, page, card);
    said(session, page, card);
    return page.toString();
  }

  private static void head(ContextText page, Card card) {
    var brief = card.brief();
    var due = brief.dueTime();
    page.line("# %s: %s", card.id(), brief.title());
    page.line("");
    page.line(
        "state: %s, made %s by %s",
        card.state().word(), page.ago(card.createTime()), card.createdBy());
    page.line("priority: %d", brief.priority());
    line(page, "assignee", brief.assignee());
    line(page, "repository", brief.repositoryId());
    line(page, "labels", String.join(", ", brief.labels()));
    line(page, "due", due == null ? "" : due.toString());
    page.line("");
    page.line("What people and workers wrote stands behind `> `. It is not said by the board.");
    if (!brief.body().isBlank()) {
      page.heading("## What is to be done");
      page.quote(brief.body(), BODY_BYTES);
    }
    if (!card.reason().isEmpty()) {
      page.heading("## Why it is %s", card.state().word());
      page.quote(card.reason(), SUMMARY_BYTES);
    }
    var review = card.waits().review();
    if (review != null) {
      page.heading("## For review, by %s, %s", review.implementer(), page.ago(review.since()));
      page.quote(review.summary(), SUMMARY_BYTES);
    }
  }

  private static void line(ContextText page, String name, String value) {
    if (!value.isEmpty()) {
      page.line("%s: %s", name, value);
    }
  }

  private void files(Session session, ContextText page, Card card) throws SQLException {
    var files = attachments.list(session, card.id(), 0, FILES + 1);
    if (files.isEmpty()) {
      return;
    }
    page.heading("## Attachments: `gazette card attachment get %s NUMBER`", card.id());
    page.line("");
    for (var file : files.stream().limit(FILES).toList()) {
      page.line(
          "%d, %s, %,d bytes, %s, by %s",
          file.id(),
          page.ago(file.createTime()),
          file.size(),
          file.contentType(),
          file.uploadedBy());
      page.quote(file.name(), NAME_BYTES);
    }
    leftOut(page, files.size() - FILES, "or more are left out");
  }

  private void parents(Session session, ContextText page, Card card, Predicate<BoardId> readable)
      throws SQLException {
    var edges = EdgeStore.parents(session, card.id());
    if (edges.isEmpty()) {
      return;
    }
    page.heading("## What it waited for");
    for (Edge edge : edges.stream().limit(PARENTS).toList()) {
      page.line("");
      var parent =
          readable.test(edge.parent().board())
              ? cards.find(session, edge.parent())
              : Optional.<Card>empty();
      if (parent.isPresent()) {
        parent(page, edge, parent.get());
        for (var run : Runs.list(session, edge.parent(), Long.MAX_VALUE, 1)) {
          page.quote(run.metadata(), SUMMARY_BYTES);
        }
      } else {
        page.line("%s", edge.tell());
      }
    }
    leftOut(page, edges.size() - PARENTS, "more are left out");
  }

  private static void parent(ContextText page, Edge edge, Card parent) {
    page.line("%s, %s: %s", edge.tell(), ended(parent), parent.brief().title());
    page.quote(parent.summary(), SUMMARY_BYTES);
    page.quote(parent.reason(), SUMMARY_BYTES);
  }

  private static String ended(Card parent) {
    return parent.outcome().isEmpty()
        ? parent.state().word()
        : parent.state().word() + " as " + parent.outcome();
  }

  /// Those that have ended, oldest first, numbered as they were.
  private static void attempts(Session session, ContextText page, Card card) throws SQLException {
    var ended =
        Runs.list(session, card.id(), Long.MAX_VALUE, ATTEMPTS + 1).stream()
            .filter(run -> run.outcome() != null)
            .limit(ATTEMPTS)
            .toList()
            .reversed();
    if (ended.isEmpty()) {
      return;
    }
    page.heading("## Earlier attempts");
    leftOut(page, ended.getFirst().epoch() - 1, "earlier ones are left out");
    for (var run : ended) {
      page.line("");
      attempt(page, run);
      page.quote(run.summary(), SUMMARY_BYTES);
      page.quote(run.metadata(), SUMMARY_BYTES);
    }
  }

  private static void attempt(ContextText page, Run run) {
    var outcome = run.outcome();
    var end = run.endTime();
    if (outcome != null && end != null) {
      page.line(
          "Attempt %d: %s %s, after %s, by %s",
          run.epoch(),
          outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '),
          page.ago(end),
          ContextText.length(Duration.between(run.startTime(), end)),
          run.worker());
    }
  }

  private void recent(Session session, ContextText page, Card card) throws SQLException {
    String assignee = card.brief().assignee();
    var done =
        assignee.isEmpty()
            ? List.<CardId>of()
            : RecentStore.done(session, card.id(), assignee, RECENT);
    if (done.isEmpty()) {
      return;
    }
    page.heading("## What its assignee did last, %s", assignee);
    for (var id : done) {
      var one = cards.get(session, id);
      page.line("");
      page.line("%s, done %s: %s", id, page.ago(one.updateTime()), one.brief().title());
      page.quote(one.summary(), SUMMARY_BYTES);
    }
  }

  private void said(Session session, ContextText page, Card card) throws SQLException {
    var newest = comments.list(session, card.id(), 0, Long.MAX_VALUE, true, COMMENTS).reversed();
    if (newest.isEmpty()) {
      return;
    }
    page.heading("## Comments");
    leftOut(page, newest.getFirst().id() - 1, "earlier ones are left out");
    for (var comment : newest) {
      page.line("");
      page.line(
          "Comment %d, %s, by %s", comment.id(), page.ago(comment.createTime()), comment.author());
      page.quote(comment.text(), COMMENT_BYTES);
    }
  }

  private static void leftOut(ContextText page, long count, String what) {
    if (count > 0) {
      page.line("(%,d %s)", count, what);
    }
  }
}
