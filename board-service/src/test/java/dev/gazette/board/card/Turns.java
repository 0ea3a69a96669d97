package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static dev.gazette.board.error.BoardReason.BREAKER_OPEN;
import static dev.gazette.board.error.BoardReason.DISPATCH_PAUSED;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.board.Columns;
import dev.gazette.board.share.Shares;
import dev.gazette.platform.error.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What workers of several simulated boards do: they are given the best card of one of them, which
/// pays for it, and nobody else does.
final class Turns {

  private static final long CARD = 1_000_000_000;
  private static final int HEAVIEST = 4;

  private final World world;
  private final Chance chance;
  private final Memory memory;
  private final Workers workers;

  Turns(World world, Chance chance, Memory memory, Workers workers) {
    this.world = world;
    this.chance = chance;
    this.memory = memory;
    this.workers = workers;
  }

  List<Deed> deeds() {
    return List.of(new Deed("claim of boards", 4, this::claim), new Deed("weigh", 1, this::weigh));
  }

  /// What a board has had.
  private record Had(int weight, long pass, long clock) {}

  private static Had had(Map<BoardId, Had> shares, BoardId board) {
    return shares.getOrDefault(board, new Had(1, 0, 0));
  }

  private Map<BoardId, Had> shares() {
    var shares = new HashMap<BoardId, Had>();
    world
        .store()
        .read(session ->
            session
                .sql("SELECT board_id, weight, pass, clock FROM board_share")
                .list(rows ->
                    shares.put(
                            new BoardId(rows.getString(1)),
                            new Had(rows.getInt(2), rows.getLong(3), rows.getLong(4)))
                        == null));
    return shares;
  }

  private String claim() {
    var wanted = workers.wanted();
    boolean some =
        People.BOARDS.stream()
            .anyMatch(board -> workers.best(board, wanted).isPresent() && hasRoom(board));
    var before = shares();
    var fair = new FairClaims(world.desk().claims());
    ClaimOutcome outcome;
    try {
      outcome =
          world
              .store()
              .write(tx ->
                  fair.claimNext(tx, ANNA, _ -> true, wanted, new Claims.Terms("w", Desk.MINUTE)));
    } catch (Refusal refusal) {
      boolean held = refusal.reason() == DISPATCH_PAUSED || refusal.reason() == BREAKER_OPEN;
      Broken.unless(!held || !some, "there is something, but %s", refusal.sentence());
      throw refusal;
    }
    if (!(outcome instanceof ClaimOutcome.Claimed(var card, var lease))) {
      Broken.unless(!some, "nothing was given, and there is something");
      Broken.unless(shares().equals(before), "a board paid for nothing");
      return "refused " + outcome.getClass().getSimpleName();
    }
    memory.granted(card.id(), lease);
    var board = card.id().board();
    long clock = before.values().stream().mapToLong(Had::clock).max().orElse(0);
    var had = had(before, board);
    var after = shares();
    Broken.unless(
        had(after, board).pass() == Math.max(had.pass(), clock) + CARD / had.weight(),
        "%s had %s and paid %s",
        board,
        had,
        had(after, board));
    People.BOARDS.stream()
        .filter(other -> !other.equals(board))
        .forEach(other ->
            Broken.unless(had(before, other).equals(had(after, other)), "%s paid too", other));
    return "%s, epoch %d".formatted(card.id(), lease.epoch());
  }

  /// Whether one more card may run on a board, whatever limits there are beside its column's.
  private boolean hasRoom(BoardId board) {
    return world.store().read(session -> Columns.full(session, board, CardState.RUNNING)).isEmpty();
  }

  private String weigh() {
    var board = chance.pick(People.BOARDS);
    int weight = 1 + chance.below(HEAVIEST);
    boolean same = had(shares(), board).weight() == weight;
    var shares = new Shares(world.desk().boards());
    world.store().write(tx -> shares.set(tx, ANNA, board, weight));
    return "%s%s weighs %d".formatted(same ? "nothing: " : "", board, weight);
  }
}
