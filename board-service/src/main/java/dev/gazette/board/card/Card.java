package dev.gazette.board.card;

import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.Column;
import dev.gazette.board.board.ColumnId;
import dev.gazette.board.dispatch.Breakers;
import dev.gazette.board.limit.Load;
import dev.gazette.board.retry.Failing;
import dev.gazette.board.run.Lease;
import dev.gazette.board.waiting.Review;
import dev.gazette.board.waiting.Schedule;
import dev.gazette.board.waiting.Stop;
import dev.gazette.board.waiting.Waits;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing to do.
///
/// @param brief what it says
/// @param state all that the kernel reads
/// @param column where it is drawn; null when archived
/// @param formerState the state that an archived card had; null for all others
/// @param reason why it is scheduled, blocked, failed or cancelled, or in triage since it always
///   was blocked, or was when it was archived; empty in other states
/// @param summary what came of it
/// @param outcome the word that it was completed with; empty for none
/// @param children how many cards wait for it
/// @param lease what it is held under; null unless it runs
/// @param epoch of its newest run; 0 before the first
/// @param attempts how often it was claimed
/// @param waits what it waits for beside other cards, and remembers of that
/// @param version how often it was written
public record Card(
    CardId id,
    Brief brief,
    CardState state,
    @Nullable ColumnId column,
    @Nullable CardState formerState,
    String reason,
    String summary,
    String outcome,
    int children,
    @Nullable Lease lease,
    long epoch,
    int attempts,
    Waits waits,
    String createdBy,
    Instant createTime,
    Instant updateTime,
    Version version) {

  /// A new card.
  static Card create(
      CardId id, Brief brief, CardState state, ColumnId column, String by, Instant now) {
    return new Card(
        id,
        brief,
        state,
        column,
        null,
        "",
        "",
        "",
        0,
        null,
        0,
        0,
        Waits.NONE,
        by,
        now,
        now,
        Version.FIRST);
  }

  /// What it takes of limits while it runs.
  public Load load() {
    return new Load(id.board(), brief.assignee(), brief.poolId());
  }

  /// It says something else.
  Card edited(Brief other, Instant now) {
    return new Card(
        id,
        other,
        state,
        column,
        formerState,
        reason,
        summary,
        outcome,
        children,
        lease,
        epoch,
        attempts,
        waits,
        createdBy,
        createTime,
        now,
        version.edit());
  }

  /// What came of it is told otherwise.
  Card summarized(String result, Instant now) {
    return new Card(
        id,
        brief,
        state,
        column,
        formerState,
        reason,
        result,
        outcome,
        children,
        lease,
        epoch,
        attempts,
        waits,
        createdBy,
        createTime,
        now,
        version.edit());
  }

  /// It is held under a new lease.
  Card claimed(ColumnId to, Lease by, Instant now) {
    var claimed =
        moved(CardState.RUNNING, to, null, "", summary, "", by, by.epoch(), attempts + 1, now);
    return waits.none() ? claimed : claimed.waiting(claimed.waits.begun(now));
  }

  /// Its newest attempt, as breakers count it.
  Breakers.Attempt attempt() {
    return new Breakers.Attempt(id, brief.assignee(), epoch);
  }

  /// It is in another column, and nobody holds it.
  Card movedTo(CardState next, ColumnId to, Instant now) {
    return moved(next, to, null, "", summary, "", null, epoch, attempts, now);
  }

  /// It is in a column that a move leads to; in the same state, what it is held under and why it
  /// waits stay.
  Card inColumn(Column to, Instant now) {
    String why = to.state() == state ? reason : "";
    return moved(to.state(), to.id(), null, why, summary, outcome, lease, epoch, attempts, now);
  }

  /// It ended well, with the run of an epoch.
  ///
  /// @param word the outcome; empty for none
  Card completed(ColumnId to, String result, String word, long run, Instant now) {
    return moved(CardState.DONE, to, null, "", result, word, null, run, attempts, now);
  }

  /// It is stopped for a reason.
  Card blocked(ColumnId to, String reason, Instant now) {
    return moved(CardState.BLOCKED, to, null, reason, summary, "", null, epoch, attempts, now);
  }

  /// It was stopped too often for one kind of reason: somebody has to look at it anew.
  Card inTriage(ColumnId to, String reason, Instant now) {
    return moved(CardState.TRIAGE, to, null, reason, summary, "", null, epoch, attempts, now);
  }

  /// What it waits for a person for; null for none, and for a review.
  public @Nullable Stop stop() {
    return waits.stop(state);
  }

  /// It waits for a review.
  Card inReview(ColumnId to, Review review, long run, Instant now) {
    return moved(CardState.REVIEW, to, null, "", summary, "", null, run, attempts, now)
        .waiting(waits.in(CardState.REVIEW).reviewed(review));
  }

  /// It is to be done again, after a review.
  Card returned(ColumnId to, long run, Instant now) {
    return moved(CardState.READY, to, null, "", summary, "", null, run, attempts, now);
  }

  /// Its newest run is one that was written by hand.
  Card ran(long run) {
    return new Card(
        id,
        brief,
        state,
        column,
        formerState,
        reason,
        summary,
        outcome,
        children,
        lease,
        run,
        attempts,
        waits,
        createdBy,
        createTime,
        updateTime,
        version);
  }

  /// It remembers how it was stopped.
  Card stopped(Stop stop) {
    return waiting(waits.stopped(stop));
  }

  /// It waits for a time.
  Card scheduled(ColumnId to, Schedule schedule, String why, Instant now) {
    return moved(CardState.SCHEDULED, to, null, why, summary, "", null, epoch, attempts, now)
        .waiting(waits.in(CardState.SCHEDULED).until(schedule));
  }

  /// It is tried again, at the time that its failing names, since an attempt failed.
  Card retrying(ColumnId to, Failing failing, String why, Instant now) {
    return moved(CardState.SCHEDULED, to, null, why, summary, "", null, epoch, attempts, now)
        .failing(failing);
  }

  /// It remembers how its attempts fail.
  Card failing(Failing next) {
    return waiting(waits.failing(next));
  }

  /// The counts of failed attempts begin anew.
  Card fresh() {
    return waits.retry().failing() == null ? this : waiting(waits.fresh());
  }

  /// It waits for something, from the start.
  Card starting(Start start) {
    return new Card(
        id,
        brief,
        start.state(),
        column,
        formerState,
        start.reason(),
        summary,
        outcome,
        children,
        lease,
        epoch,
        attempts,
        start.waits(),
        createdBy,
        createTime,
        updateTime,
        version);
  }

  /// It waits for something.
  Card waiting(Waits next) {
    return new Card(
        id,
        brief,
        state,
        column,
        formerState,
        reason,
        summary,
        outcome,
        children,
        lease,
        epoch,
        attempts,
        next,
        createdBy,
        createTime,
        updateTime,
        version);
  }

  /// It ended otherwise than well.
  ///
  /// @param run the newest epoch
  Card ended(CardState next, ColumnId to, String why, long run, Instant now) {
    return moved(next, to, null, why, summary, "", null, run, attempts, now);
  }

  /// It is out of sight.
  Card archived(Instant now) {
    return moved(
        CardState.ARCHIVED, null, state, reason, summary, outcome, null, epoch, attempts, now);
  }

  /// It is back in sight.
  Card unarchived(CardState next, ColumnId to, Instant now) {
    return moved(next, to, null, reason, summary, outcome, null, epoch, attempts, now);
  }

  /// Its worker noted something.
  Card noted(Lease renewed, Instant now) {
    return new Card(
        id,
        brief,
        state,
        column,
        formerState,
        reason,
        summary,
        outcome,
        children,
        renewed,
        epoch,
        attempts,
        waits,
        createdBy,
        createTime,
        now,
        version.note());
  }

  private Card moved(
      CardState next,
      @Nullable ColumnId to,
      @Nullable CardState former,
      String why,
      String result,
      String word,
      @Nullable Lease by,
      long run,
      int claims,
      Instant now) {
    return new Card(
        id,
        brief,
        next,
        to,
        former,
        why,
        result,
        word,
        children,
        by,
        run,
        claims,
        waits.in(next),
        createdBy,
        createTime,
        now,
        version.move());
  }
}
