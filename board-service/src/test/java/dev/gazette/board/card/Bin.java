package dev.gazette.board.card;

import static dev.gazette.board.error.BoardReason.CARD_NOT_FOUND;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.search.Searching;
import dev.gazette.platform.error.Refusal;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What people do to the trash of a simulated board. What lies in it is gone for everybody; what is
/// brought back is as it was; what was removed has no row anywhere.
final class Bin {

  private static final EnumSet<CardState> ALL = EnumSet.allOf(CardState.class);

  private final World world;
  private final Chance chance;
  private final Memory memory;
  private final People people;
  private final Told told;
  private final Map<CardId, Deleted> bin = new LinkedHashMap<>();

  Bin(World world, Chance chance, Memory memory, People people, Told told) {
    this.world = world;
    this.chance = chance;
    this.memory = memory;
    this.people = people;
    this.told = told;
  }

  /// What a card was when it was deleted.
  private record Deleted(String whole, List<String> runs, boolean inSight) {}

  List<Deed> deeds() {
    return List.of(new Deed("delete", 3, this::delete), new Deed("restore", 2, this::restore));
  }

  private String delete() {
    var id = people.any();
    var before = world.desk().whole(id);
    world.desk().delete(id);
    boolean inSight = before.orElseThrow().state() != CardState.ARCHIVED;
    bin.put(id, new Deleted(whole(id), runs(id), inSight));
    memory.archived(id);
    requireGone(id);
    return id.toString();
  }

  private String restore() {
    var id =
        bin.isEmpty() || chance.oneIn(9) ? people.any() : chance.pick(List.copyOf(bin.keySet()));
    var deleted = bin.get(id);
    var card = world.desk().restore(id);
    if (deleted == null) {
      throw new Broken(id + " came back from nowhere");
    }
    bin.remove(id);
    if (deleted.inSight()) {
      memory.unarchived(id);
    }
    Broken.unless(
        deleted.inSight() == (card.state() != CardState.ARCHIVED), "%s came back as %s", id, card);
    Broken.unless(deleted.whole().equals(whole(id)), "%s did not come back as it was", id);
    Broken.unless(
        deleted.runs().equals(runs(id)) || isForgotten(id), "%s came back without its runs", id);
    return id.toString();
  }

  /// Looks at everything that was deleted, and at whether something of what was removed is left.
  void check() {
    bin.keySet().removeIf(id -> world.desk().whole(id).isEmpty());
    bin.keySet().forEach(this::requireGone);
    var rest = rest(world.store());
    Broken.unless(rest.isEmpty(), "rows are left of removed cards: %s", rest);
  }

  private void requireGone(CardId id) {
    try {
      world.desk().card(id);
      throw new Broken(id + " is read from the trash");
    } catch (Refusal refusal) {
      Broken.unless(refusal.reason() == CARD_NOT_FOUND, "%s", refusal.sentence());
    }
    Broken.unless(
        listed(id.board()).stream().noneMatch(card -> card.id().equals(id)),
        "%s is listed from the trash",
        id);
    String word = world.desk().whole(id).orElseThrow().brief().title();
    Broken.unless(
        !Searching.find(world.store(), world.desk().cards(), word).contains(id),
        "%s is found in the trash",
        id);
  }

  private List<Card> listed(BoardId board) {
    var filter = new CardFilter(board, ALL, Optional.empty(), "", "", "");
    return told.isThere(board)
        ? world
            .store()
            .read(session -> world.desk().lists().list(session, filter, Optional.empty(), 1_000))
        : List.of();
  }

  /// What a card says, and what is said of it.
  private String whole(CardId id) {
    return world
        .store()
        .read(session ->
            CardStore.whole(session, id).orElseThrow().brief()
                + world.comments().list(session, id, 0, Long.MAX_VALUE, false, 1_000).toString());
  }

  private List<String> runs(CardId id) {
    return world
        .store()
        .read(session ->
            session
                .sql(
                    "SELECT epoch || outcome || ended_at_ms FROM run WHERE board_id = ? AND"
                        + " number = ? ORDER BY epoch",
                    id.board().value(),
                    id.number())
                .list(rows -> rows.getString(1)));
  }

  /// Whether its history was over, and took its runs along.
  private boolean isForgotten(CardId id) {
    return world
        .store()
        .read(session -> ForgottenStore.fate(session, id).orElseThrow().forgotten() > 0);
  }

  /// The tables in which there are rows of cards that there are no more.
  private static List<String> rest(SimulatedStore store) {
    String rows =
        store.ofCards().stream()
            .map(table ->
                """
                SELECT '%1$s' FROM %1$s AS r
                 WHERE NOT EXISTS (SELECT 1 FROM card c WHERE c.board_id = r.board_id AND c.number = r.number)
                """
                    .formatted(table))
            .collect(Collectors.joining(" UNION "));
    return store.read(session -> session.sql(rows).list(found -> found.getString(1)));
  }
}
