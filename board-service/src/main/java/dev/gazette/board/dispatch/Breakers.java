package dev.gazette.board.dispatch;

import static dev.gazette.board.error.BoardReason.BREAKER_OPEN;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.BoardRemains;
import dev.gazette.board.board.BoardTrash;
import dev.gazette.board.board.CardId;
import dev.gazette.board.run.Runs;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The breakers that count something, of boards and of assignees. The writer remembers them: while
/// no attempt fails there is none, and neither a claim nor a completion asks the database.
@Singleton
public final class Breakers implements BoardRemains {

  /// How many there are at the most; failures of further assignees are not counted.
  private static final int BOUND = 1_000;

  private final BreakerPolicy policy;

  /// Breakers that open by a policy.
  public Breakers(BreakerPolicy policy) {
    this.policy = policy;
  }

  /// An attempt on a card, and whose card it is.
  public record Attempt(CardId card, String assignee, long epoch) {

    private boolean is(Breaker.Trial trial) {
      return trial.card().equals(card) && trial.epoch() == epoch;
    }

    private Stream<Pause.Of> counted() {
      var board = new Pause.Of(Optional.of(card.board()), "");
      return assignee.isEmpty()
          ? Stream.of(board)
          : Stream.of(board, new Pause.Of(Optional.empty(), assignee));
    }
  }

  /// What the writer remembers the list by.
  private record Standing() {}

  private static List<Breaker> standing(Transaction transaction) throws SQLException {
    return transaction.known(new Standing(), Breakers::list);
  }

  /// All that count something, by board and assignee; those of assignees first.
  public static List<Breaker> list(Session session) throws SQLException {
    return BreakerStore.list(session, BOUND);
  }

  /// Those of boards that are there, and of assignees.
  static List<Breaker> present(Session session) throws SQLException {
    var counts = BoardTrash.counts(session);
    return list(session).stream().filter(breaker -> counts.test(breaker.cards().board())).toList();
  }

  /// Counts an attempt that failed: the breakers of its board and of its assignee may open.
  public void failed(Transaction transaction, Actor actor, Attempt attempt, String error)
      throws SQLException {
    if (policy.failures() == 0) {
      return;
    }
    for (var cards : attempt.counted().toList()) {
      var found = find(transaction, cards);
      if (found.isPresent() || standing(transaction).size() < BOUND) {
        var before = found.orElseGet(() -> Breaker.of(cards, attempt.card()));
        count(transaction, actor, before, attempt, error);
      }
    }
  }

  private void count(
      Transaction transaction, Actor actor, Breaker before, Attempt attempt, String error)
      throws SQLException {
    var now = transaction.now();
    var breaker = before.failed(attempt.card(), error);
    var opening = before.opening();
    var trial = before.trial();
    if (opening == null && policy.opensAt(breaker.failures())) {
      open(transaction, actor, breaker.open(now, policy.coolDown()));
    } else if (opening != null && trial != null && attempt.is(trial)) {
      open(transaction, actor, breaker.open(now, policy.after(opening.coolDown())));
    } else {
      save(transaction, breaker);
    }
  }

  private static void open(Transaction transaction, Actor actor, Breaker breaker)
      throws SQLException {
    save(transaction, breaker);
    transaction.append(actor, breaker.event("dispatch.breaker_opened"));
  }

  /// Counts an attempt that ended well: breakers that only counted begin anew, and one that it was
  /// the trial of closes.
  public static void succeeded(Transaction transaction, Actor actor, Attempt attempt)
      throws SQLException {
    for (var breaker : standing(transaction)) {
      if (attempt.counted().anyMatch(breaker.cards()::equals)) {
        var trial = breaker.trial();
        if (breaker.opening() == null) {
          delete(transaction, breaker);
        } else if (trial != null && attempt.is(trial)) {
          delete(transaction, breaker);
          transaction.append(actor, breaker.event("dispatch.breaker_closed"));
        }
      }
    }
  }

  /// Refuses a claim of a card with `BREAKER_OPEN` if a breaker holds it back.
  public static void requireClosed(Transaction transaction, BoardId board, String assignee)
      throws SQLException {
    for (var breaker : standing(transaction)) {
      if (breaker.cards().covers(board, assignee) && holdsBack(transaction, breaker)) {
        throw refusal(breaker);
      }
    }
  }

  /// Whose cards of a board are not given out, beside some others. Refused with `BREAKER_OPEN` when
  /// no card of the board is.
  public static List<String> heldBack(Transaction transaction, BoardId board, List<String> others)
      throws SQLException {
    if (standing(transaction).isEmpty()) {
      return others;
    }
    requireClosed(transaction, board, "");
    var held = Stream.<String>builder();
    for (var breaker : standing(transaction)) {
      boolean anAssignees = !breaker.cards().assignee().isEmpty();
      if (anAssignees && holdsBack(transaction, breaker)) {
        held.add(breaker.cards().assignee());
      }
    }
    return Stream.concat(others.stream(), held.build()).distinct().toList();
  }

  /// Whether the trial of an assignee's breaker runs: however it ends, cards may be given out then
  /// that are passed over now.
  public static boolean onTrial(Transaction transaction) throws SQLException {
    for (var breaker : standing(transaction)) {
      boolean anAssignees = !breaker.cards().assignee().isEmpty();
      if (anAssignees && breaker.opening() != null && tried(transaction.session(), breaker)) {
        return true;
      }
    }
    return false;
  }

  /// Remembers a claim as the trial of the breakers that let it through.
  public static void claimed(Transaction transaction, Actor actor, Attempt attempt)
      throws SQLException {
    for (var breaker : standing(transaction)) {
      if (breaker.opening() != null
          && breaker.cards().covers(attempt.card().board(), attempt.assignee())) {
        var tried = breaker.tried(new Breaker.Trial(attempt.card(), attempt.epoch()));
        save(transaction, tried);
        transaction.append(actor, tried.event("dispatch.breaker_tried"));
      }
    }
  }

  /// Tells of the breakers whose time is over, so that whoever waits for a card hears of it.
  public static void halfOpen(Transaction transaction, Actor actor) throws SQLException {
    for (var breaker : standing(transaction)) {
      var opening = breaker.opening();
      if (opening != null && !opening.over() && !transaction.now().isBefore(opening.retryTime())) {
        var half = breaker.halfOpen(opening);
        save(transaction, half);
        transaction.append(actor, half.event("dispatch.breaker_half_open"));
      }
    }
  }

  /// When the time of the next open one is over.
  public static Optional<Instant> nextHalfOpening(Session session) throws SQLException {
    return BreakerStore.nextRetry(session);
  }

  /// Those that hold back the cards of an assignee on a board, also while one of them is tried.
  public static List<Breaker> covering(Session session, BoardId board, String assignee)
      throws SQLException {
    var holding = new ArrayList<Breaker>();
    for (var breaker : list(session)) {
      var opening = breaker.opening();
      if (opening != null
          && breaker.cards().covers(board, assignee)
          && (!opening.over() || tried(session, breaker))) {
        holding.add(breaker);
      }
    }
    return holding;
  }

  @Override
  public void remove(Transaction transaction, Actor actor, BoardId board) throws SQLException {
    var cards = new Pause.Of(Optional.of(board), "");
    if (close(transaction, actor, cards).isEmpty()) {
      BreakerStore.delete(transaction.session(), cards);
      transaction.forget(new Standing());
    }
  }

  /// Closes a breaker by hand; empty when none of exactly these cards is open.
  static Optional<Breaker> close(Transaction transaction, Actor actor, Pause.Of cards)
      throws SQLException {
    var open = find(transaction, cards).filter(breaker -> breaker.opening() != null);
    if (open.isPresent()) {
      delete(transaction, open.get());
      transaction.append(actor, open.get().event("dispatch.breaker_closed"));
    }
    return open;
  }

  /// Open until its time; after that, while its trial runs. A trial that ended neither well nor
  /// badly is over, and the next claim is one.
  private static boolean holdsBack(Transaction transaction, Breaker breaker) throws SQLException {
    var opening = breaker.opening();
    if (opening == null) {
      return false;
    }
    return transaction.now().isBefore(opening.retryTime()) || tried(transaction.session(), breaker);
  }

  private static boolean tried(Session session, Breaker breaker) throws SQLException {
    var trial = breaker.trial();
    return trial != null && Runs.isOpen(session, trial.card(), trial.epoch());
  }

  private static Optional<Breaker> find(Transaction transaction, Pause.Of cards)
      throws SQLException {
    return standing(transaction).stream().filter(it -> it.cards().equals(cards)).findFirst();
  }

  private static void save(Transaction transaction, Breaker breaker) throws SQLException {
    BreakerStore.save(transaction.session(), breaker);
    transaction.forget(new Standing());
  }

  private static void delete(Transaction transaction, Breaker breaker) throws SQLException {
    BreakerStore.delete(transaction.session(), breaker.cards());
    transaction.forget(new Standing());
  }

  private static Refusal refusal(Breaker breaker) {
    var opening = breaker.opening();
    var trial = breaker.trial();
    String until =
        trial == null && opening != null
            ? "One is tried from " + opening.retryTime()
            : "One is tried now";
    var refusal =
        BREAKER_OPEN.because(
            "No card is given out of %s: %s. %s; `gazette dispatch resume` gives them out at once.",
            breaker.cards(), breaker.why(), until);
    return opening == null ? refusal : refusal.with("retry_time", opening.retryTime());
  }
}
