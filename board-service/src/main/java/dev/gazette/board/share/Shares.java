package dev.gazette.board.share;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.BoardRemains;
import dev.gazette.board.board.Boards;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.store.Session;
import dev.gazette.platform.store.Transaction;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Whose turn it is when a worker takes cards of several boards: the board that has had least for
/// its weight, counting what runs now. A board that waits comes nearer with time.
@Singleton
public final class Shares implements BoardRemains {

  /// How long a board waits until that counts as much as one card on a board of weight 1.
  static final Duration AGEING = Duration.ofHours(1);

  private final Boards boards;

  /// Shares of these boards.
  public Shares(Boards boards) {
    this.boards = boards;
  }

  /// The boards that have something to give, whose turn it is first.
  ///
  /// @param among the boards that count
  /// @param review whether cards in review are wanted, instead of ready ones
  public static List<Turn> turns(Transaction transaction, Predicate<BoardId> among, boolean review)
      throws SQLException {
    var session = transaction.session();
    var waiting = review ? ShareStore.inReview(session) : ShareStore.ready(session);
    var shares = byBoard(session);
    var running = ShareStore.running(session);
    long clock = clock(shares);
    var turns = new ArrayList<Turn>();
    waiting.forEach((board, since) -> {
      if (among.test(board)) {
        var share = shares.getOrDefault(board, BoardShare.of(board));
        long from = Math.max(share.pass(), clock);
        long runs = running.getOrDefault(board, 0) * share.stride();
        long waited = waited(share, since, transaction.now());
        turns.add(new Turn(board, share, from, from + runs - waited));
      }
    });
    turns.sort(Comparator.comparingLong(Turn::due).thenComparing(turn -> turn.board().value()));
    return turns;
  }

  /// What waiting counts: since the board was last served, or its oldest card began to wait.
  private static long waited(BoardShare share, Instant since, Instant now) {
    var from = since.isAfter(share.served()) ? since : share.served();
    long millis = Math.max(0, Duration.between(from, now).toMillis());
    return millis * (BoardShare.CARD / AGEING.toMillis());
  }

  private static Map<BoardId, BoardShare> byBoard(Session session) throws SQLException {
    var shares = new HashMap<BoardId, BoardShare>();
    ShareStore.list(session).forEach(share -> shares.put(share.board(), share));
    return shares;
  }

  private static long clock(Map<BoardId, BoardShare> shares) {
    return shares.values().stream().mapToLong(BoardShare::clock).max().orElse(0);
  }

  /// Writes that a board gave a card. The clock follows the board that is furthest behind of those
  /// that could have given one.
  ///
  /// @param turns the board, and those whose turn it would have been after it
  public static void served(Transaction transaction, List<Turn> turns) throws SQLException {
    var first = turns.getFirst();
    long behind = turns.stream().mapToLong(Turn::from).min().orElse(first.from());
    var share = first.share();
    ShareStore.save(
        transaction.session(),
        new BoardShare(
            first.board(),
            share.weight(),
            first.from() + share.stride(),
            behind,
            transaction.now()));
  }

  /// Gives a board a weight. Refused with `BOARD_NOT_FOUND`.
  public BoardShare set(Transaction transaction, Actor actor, BoardId board, int weight)
      throws SQLException {
    boards.require(transaction.session(), board);
    var before = byBoard(transaction.session()).getOrDefault(board, BoardShare.of(board));
    if (before.weight() == weight) {
      return before;
    }
    var after = before.weighing(weight);
    ShareStore.save(transaction.session(), after);
    transaction.append(actor, after.event());
    return after;
  }

  /// Its weight only: what it has had keeps the clock of all boards.
  @Override
  public void remove(Transaction transaction, Actor actor, BoardId board) throws SQLException {
    var before = byBoard(transaction.session()).get(board);
    if (before != null && before.weight() != 1) {
      var after = before.weighing(1);
      ShareStore.save(transaction.session(), after);
      transaction.append(actor, after.event());
    }
  }

  /// The shares of the boards that somebody may see, by id.
  public List<BoardShare> list(Session session, Predicate<BoardId> visible) throws SQLException {
    var shares = byBoard(session);
    return boards.ids(session, visible).stream()
        .map(board -> shares.getOrDefault(board, BoardShare.of(board)))
        .toList();
  }

  /// How many cards of each board run.
  static Map<BoardId, Integer> running(Session session) throws SQLException {
    return ShareStore.running(session);
  }
}
