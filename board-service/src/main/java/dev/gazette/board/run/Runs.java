package dev.gazette.board.run;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// The history of attempts that the verbs on cards write.
public final class Runs {

  private Runs() {}

  /// Begins a run with a claim.
  public static void begin(Session session, CardId card, Lease lease, Instant now)
      throws SQLException {
    RunStore.insert(
        session,
        new Run(
            card, lease.epoch(), lease.worker(), lease.actor(), null, "", "", "", now, null, null),
        lease);
  }

  /// Ends the open run of an epoch.
  public static void end(
      Session session, CardId card, long epoch, RunOutcome outcome, String summary, Instant now)
      throws SQLException {
    if (!RunStore.end(session, card, epoch, outcome, summary, now)) {
      throw new IllegalStateException("%s has no open run %d".formatted(card, epoch));
    }
  }

  /// Ends the open run of an epoch that failed.
  ///
  /// @param output the last that the worker put out; may be empty
  public static void fail(
      Session session,
      CardId card,
      long epoch,
      RunOutcome outcome,
      String error,
      String output,
      Instant now)
      throws SQLException {
    end(session, card, epoch, outcome, error, now);
    if (!output.isEmpty()) {
      RunStore.saveOutput(session, card, epoch, output);
    }
  }

  /// Writes a run of no length, for a card that ends without a claim.
  public static void writeByHand(
      Session session,
      CardId card,
      long epoch,
      Actor actor,
      RunOutcome outcome,
      String summary,
      Instant now)
      throws SQLException {
    RunStore.insert(
        session,
        new Run(card, epoch, actor.name(), actor.name(), outcome, summary, "", "", now, now, null),
        null);
  }

  /// Keeps what a worker hands over for programs.
  ///
  /// @param metadata a JSON object
  public static void describe(Session session, CardId card, long epoch, String metadata)
      throws SQLException {
    RunStore.saveMetadata(session, card, epoch, metadata);
  }

  /// Whether the run of an epoch has not ended.
  public static boolean isOpen(Session session, CardId card, long epoch) throws SQLException {
    return RunStore.isOpen(session, card, epoch);
  }

  /// Writes a run that ended on another board.
  public static void copy(Session session, Run run) throws SQLException {
    RunStore.insertEnded(session, run);
  }

  /// How many runs the cards of a board have.
  public static long count(Session session, BoardId board) throws SQLException {
    return RunStore.count(session, board);
  }

  /// The runs of a board after one, by card and epoch.
  public static List<Run> ofBoard(
      Session session, BoardId board, long number, long epoch, int limit) throws SQLException {
    return RunStore.ofBoard(session, board, number, epoch, limit);
  }

  /// Removes some runs of a card that was deleted for good; answers how many.
  public static int remove(Session session, CardId card, int most) throws SQLException {
    return RunStore.delete(session, card, most);
  }

  /// The runs of a card below an epoch, newest first.
  public static List<Run> list(Session session, CardId card, long below, int limit)
      throws SQLException {
    return list(session, card, Set.of(), below, limit);
  }

  /// The same of those that ended in one of some ways; empty for all.
  public static List<Run> list(
      Session session, CardId card, Set<RunOutcome> outcomes, long below, int limit)
      throws SQLException {
    return RunStore.list(session, card, outcomes, below, limit);
  }
}
