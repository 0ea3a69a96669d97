package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static dev.gazette.board.error.BoardReason.BOARD_EXISTS;
import static dev.gazette.board.error.BoardReason.BOARD_IN_USE;
import static dev.gazette.board.error.BoardReason.BOARD_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.CARD_NOT_FOUND;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.BoardTrash;
import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.search.Searching;
import dev.gazette.board.waiting.Asked;
import dev.gazette.platform.error.Reason;
import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.event.EventStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What owners do to simulated boards: they make, rename and remove them, and bring them back. A
/// removed board is there for nobody, nor are its cards; one that is restored has them all, as they
/// were; of one that is gone for good no row is left.
final class Owners {

  /// The board that comes and goes.
  static final BoardId LAB = new BoardId("lab");

  private static final int MOST_CARDS = 20;

  private final World world;
  private final Chance chance;
  private final Told told;
  private final Map<CardId, String> kept = new HashMap<>();

  Owners(World world, Chance chance, Told told) {
    this.world = world;
    this.chance = chance;
    this.told = told;
  }

  List<Deed> deeds() {
    return List.of(
        new Deed("create a board", 2, this::create),
        new Deed("rename a board", 2, this::rename),
        new Deed("remove a board", 1, this::remove),
        new Deed("restore a board", 2, this::restore));
  }

  private Desk desk() {
    return world.desk();
  }

  private String create() {
    boolean there = told.isThere(LAB);
    boolean trashed = told.boards().removed().contains(LAB);
    String usual = chance.pick(People.NAMES);
    try {
      world.store().write(tx -> desk().boards().create(tx, ANNA, LAB, "", "", usual, List.of()));
    } catch (Refusal refusal) {
      require(refusal, there || trashed, BOARD_EXISTS);
      throw refusal;
    }
    Broken.unless(!trashed, "%s was made anew over what lies in the trash", LAB);
    return (there ? "nothing: there is " : "") + LAB;
  }

  private String rename() {
    var board = chance.pick(People.BOARDS);
    var change =
        new Boards.Change(
            maybe("title " + chance.below(3)),
            maybe("about " + chance.below(3)),
            maybe(chance.pick(People.NAMES)),
            Optional.empty(),
            "");
    boolean there = told.isThere(board);
    long newest = world.store().read(EventStore::newest);
    try {
      world.store().write(tx -> desk().boards().update(tx, ANNA, board, change));
    } catch (Refusal refusal) {
      require(refusal, !there, BOARD_NOT_FOUND);
      throw refusal;
    }
    Broken.unless(there, "%s was changed in the trash", board);
    boolean same = world.store().read(EventStore::newest) == newest;
    return "%s%s: %s".formatted(same ? "nothing: " : "", board, change);
  }

  private Optional<String> maybe(String text) {
    return chance.either() ? Optional.of(text) : Optional.empty();
  }

  private String remove() {
    boolean there = told.isThere(LAB);
    var cards = told.cards(LAB);
    boolean held = cards.stream().anyMatch(id -> told.holder(id) > 0);
    var before = new HashMap<CardId, String>();
    cards.stream().filter(id -> there).forEach(id -> before.put(id, said(id)));
    try {
      desk().remove(LAB);
    } catch (Refusal refusal) {
      require(refusal, there && held, BOARD_IN_USE);
      require(refusal, !there, BOARD_NOT_FOUND);
      throw refusal;
    }
    Broken.unless(there && !held, "%s was removed, and was there: %s, held: %s", LAB, there, held);
    kept.clear();
    kept.putAll(before);
    requireGone(LAB);
    return LAB.toString();
  }

  private String restore() {
    boolean trashed = told.boards().removed().contains(LAB);
    try {
      desk().restore(LAB);
    } catch (Refusal refusal) {
      require(refusal, !trashed || isOver(), BOARD_NOT_FOUND);
      throw refusal;
    }
    Broken.unless(trashed, "%s came back from nowhere", LAB);
    for (var id : told.cards(LAB)) {
      told.check(desk(), id);
      Broken.unless(said(id).equals(kept.get(id)), "%s did not come back as it was", id);
    }
    return LAB.toString();
  }

  /// Whether its time is over, and only the timer late.
  private boolean isOver() {
    var now = told.later(world.store().clock().instant());
    return world.store().read(BoardTrash::nextPurge).filter(it -> !it.isAfter(now)).isPresent();
  }

  private static void require(Refusal refusal, boolean due, Reason reason) {
    Broken.unless(due || !refusal.reason().equals(reason), "%s", refusal.sentence());
  }

  /// What is said of a card.
  private String said(CardId id) {
    return world
        .store()
        .read(session ->
            world.comments().list(session, id, 0, Long.MAX_VALUE, false, 1_000).toString());
  }

  /// Looks for what was removed, or is gone for good.
  void check() {
    told.boards().removed().forEach(this::requireGone);
    for (var gone : told.boards().gone()) {
      var rest = world.store().ofBoard(gone);
      Broken.unless(rest.isEmpty(), "rows are left of board %s: %s", gone, rest);
    }
  }

  private void requireGone(BoardId board) {
    requireRefused(
        BOARD_NOT_FOUND, () -> world.store().read(session -> desk().boards().get(session, board)));
    var inbox =
        world
            .store()
            .read(session ->
                desk().inbox().list(session, _ -> true, Optional.empty(), Asked.START, 1_000));
    Broken.unless(
        inbox.stream().noneMatch(item -> item.card().id().board().equals(board)),
        "the inbox asks about a card of %s",
        board);
    for (var id : told.cards(board).stream().limit(MOST_CARDS).toList()) {
      requireRefused(CARD_NOT_FOUND, () -> desk().card(id));
      String word = desk().whole(id).orElseThrow().brief().title();
      Broken.unless(
          !Searching.find(world.store(), desk().cards(), word).contains(id),
          "%s is found, and its board was removed",
          id);
    }
  }

  private static void requireRefused(Reason reason, Runnable read) {
    try {
      read.run();
    } catch (Refusal refusal) {
      Broken.unless(refusal.reason().equals(reason), "%s", refusal.sentence());
      return;
    }
    throw new Broken("what was removed is read, and not refused as " + reason);
  }
}
