package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.limit.Limit;
import dev.gazette.board.limit.Pool;
import dev.gazette.board.limit.PoolId;
import dev.gazette.board.limit.Pools;
import dev.gazette.board.limit.WipLimit;
import dev.gazette.board.limit.WipLimits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What people do to the limits of a simulated board. None is set lower than what runs, so that
/// nothing may ever run beyond one.
final class Bounds {

  private static final List<String> POOLS = List.of("gpu", "disk");

  private final World world;
  private final Chance chance;

  Bounds(World world, Chance chance) {
    this.world = world;
    this.chance = chance;
  }

  List<Deed> deeds() {
    return List.of(
        new Deed("bound cards", 2, this::boundCards), new Deed("bound a pool", 2, this::boundPool));
  }

  private String boundCards() {
    var limits = new WipLimits(world.desk().boards());
    var board =
        chance.either() ? Optional.of(chance.pick(People.BOARDS)) : Optional.<BoardId>empty();
    var cards = new WipLimit.Of(board, chance.pick(People.NAMES));
    if (chance.oneIn(3)) {
      world.store().write(tx -> limits.remove(tx, ANNA, cards));
      return "no bound of " + cards;
    }
    int most = Math.max(1, room(new WipLimit(cards, 1, "", Instant.EPOCH)));
    world.store().write(tx -> limits.set(tx, ANNA, cards, most));
    return "%s, %d".formatted(cards, most);
  }

  private String boundPool() {
    var pools = new Pools();
    var id = new PoolId(chance.pick(POOLS));
    if (chance.oneIn(4)) {
      world.store().write(tx -> pools.remove(tx, ANNA, id));
      return "no pool " + id;
    }
    int capacity = room(new Pool(id, 1, "", Instant.EPOCH));
    world.store().write(tx -> pools.set(tx, ANNA, id, capacity));
    return "pool %s of %d".formatted(id, capacity);
  }

  /// As much as what runs takes, or a little more.
  private int room(Limit limit) {
    return world.store().read(session -> limit.running(session, Integer.MAX_VALUE)).size()
        + chance.below(3);
  }
}
