package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static dev.gazette.board.error.BoardReason.BOARD_NOT_FOUND;
import static dev.gazette.board.error.BoardReason.BREAKER_OPEN;
import static dev.gazette.board.error.BoardReason.DISPATCH_PAUSED;
import static dev.gazette.board.error.BoardReason.LEASE_LOST;

import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.card.Memory.Grip;
import dev.gazette.board.limit.Limits;
import dev.gazette.board.retry.ExitClass;
import dev.gazette.board.waiting.BlockKind;
import dev.gazette.platform.error.Refusal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// What workers do to a simulated board: they claim cards and work under their leases, also long
/// after these have ended, or by hand. What the kernel lets in is held against who holds the card.
final class Workers {

  private static final List<String> OUTCOMES = List.of("", "good", "bad");
  private static final List<BlockKind> KINDS = List.of(BlockKind.NEEDS_INPUT, BlockKind.CAPABILITY);

  private static final List<ExitClass> EXITS = List.of(ExitClass.values());

  private final World world;
  private final Chance chance;
  private final Memory memory;
  private final Told told;
  private final People people;
  private int said;

  Workers(World world, Chance chance, Memory memory, Told told, People people) {
    this.world = world;
    this.chance = chance;
    this.memory = memory;
    this.told = told;
    this.people = people;
  }

  List<Deed> deeds() {
    return List.of(
        new Deed("claim", 9, this::claim),
        new Deed("claim next", 7, this::claimNext),
        new Deed("renew", 5, () -> by(grip -> renew(grip, chance.either() ? "" : "note"))),
        new Deed("complete", 9, () -> by(grip -> complete(grip, chance.pick(OUTCOMES)))),
        new Deed("block", 4, () -> by(grip -> block(grip, chance.pick(KINDS)))),
        new Deed("schedule", 3, () -> by(grip -> schedule(grip, chance.below(100) - 10))),
        new Deed("review", 5, () -> by(grip -> review(grip, chance.pick(People.NAMES)))),
        new Deed("changes", 3, () -> by(grip -> desk().changes(grip.card(), grip.epoch()))),
        new Deed("release", 2, () -> by(this::release)),
        new Deed("fail attempt", 5, () -> by(grip -> failAttempt(grip, chance.pick(EXITS)))),
        new Deed("fail", 3, () -> by(grip -> desk().fail(grip.card(), grip.epoch()))),
        new Deed("comment under a lease", 2, this::comment));
  }

  private Desk desk() {
    return world.desk();
  }

  /// Works on a card by one of the leases that were ever given, or by hand.
  private String by(Consumer<Grip> work) {
    var grip = grip();
    long holder = told.holder(grip.card());
    try {
      work.accept(grip);
    } catch (Refusal refusal) {
      Broken.unless(
          refusal.reason() != LEASE_LOST || grip.epoch() == 0 || grip.epoch() != holder,
          "%s was told that it lost its lease, and holds it",
          grip);
      throw refusal;
    }
    Broken.unless(grip.epoch() == holder, "%s was let in, and %d holds the card", grip, holder);
    return grip.toString();
  }

  /// Mostly one that holds; else one of the last, which may be over, or none.
  Grip grip() {
    var holding =
        memory.grips.stream().filter(grip -> told.holder(grip.card()) == grip.epoch()).toList();
    if (!holding.isEmpty() && chance.either()) {
      return chance.pick(holding);
    }
    return memory.grips.isEmpty() || chance.oneIn(3)
        ? new Grip(people.any(), 0)
        : chance.pickLate(memory.grips);
  }

  private void renew(Grip grip, String note) {
    desk().beat(grip.card(), grip.epoch(), note);
  }

  private void complete(Grip grip, String outcome) {
    desk().complete(grip.card(), grip.epoch(), outcome);
  }

  private void block(Grip grip, BlockKind kind) {
    desk().block(grip.card(), grip.epoch(), kind);
  }

  private void schedule(Grip grip, int seconds) {
    desk().schedule(grip.card(), grip.epoch(), Duration.ofSeconds(seconds));
  }

  private void review(Grip grip, String reviewer) {
    desk().review(grip.card(), grip.epoch(), reviewer);
  }

  private void release(Grip grip) {
    world.store().write(tx -> desk().leases().release(tx, ANNA, grip.card(), grip.epoch(), "tea"));
  }

  private void failAttempt(Grip grip, ExitClass exit) {
    desk().failAttempt(grip.card(), grip.epoch(), exit);
  }

  private String comment() {
    if (memory.grips.isEmpty()) {
      return "nothing: no lease was given yet";
    }
    var grip = chance.pickLate(memory.grips);
    var word = "said" + ++said;
    long holder = told.holder(grip.card());
    world.store().write(tx -> world.comments().create(tx, ANNA, grip.card(), word, grip.epoch()));
    Broken.unless(grip.epoch() == holder, "%s spoke, and %d holds the card", grip, holder);
    told.write(word, grip.card());
    return grip + ": " + word;
  }

  private String claim() {
    var id = people.any();
    boolean free = told.holder(id) == 0;
    boolean open = told.state(id).equals("ready") || told.state(id).equals("review");
    boolean paused = memory.paused(id.board(), told.text(id, "assignee"));
    boolean heldBack = heldBack(id.board(), told.text(id, "assignee"));
    boolean there = told.isThere(id.board());
    var outcome =
        held(
            paused,
            heldBack,
            there,
            () ->
                desk().claim(id, "w" + chance.below(3), Duration.ofSeconds(1 + chance.below(60))));
    if (outcome instanceof ClaimOutcome.Claimed(var card, var lease)) {
      Broken.unless(
          free && open && there && !paused && !heldBack,
          "%s was given out; it was %s, there: %s",
          id,
          told.state(id),
          there);
      memory.granted(card.id(), lease);
      return "%s for %s, epoch %d".formatted(id, lease.duration(), lease.epoch());
    }
    Broken.unless(
        !free || !open || !there || outcome instanceof ClaimOutcome.NoRoom,
        "%s was not given out: %s",
        id,
        outcome);
    // The adapter refuses, and so undoes that a card was told anew, which no desk does.
    String word = outcome instanceof ClaimOutcome.NotReady ? "declined " : "refused ";
    return word + outcome.getClass().getSimpleName();
  }

  /// Claims, and may be refused only by what there is.
  private static ClaimOutcome held(
      boolean paused, boolean heldBack, boolean there, Supplier<ClaimOutcome> claim) {
    try {
      return claim.get();
    } catch (Refusal refusal) {
      Broken.unless(refusal.reason() != DISPATCH_PAUSED || paused, "%s", refusal.sentence());
      Broken.unless(refusal.reason() != BREAKER_OPEN || heldBack, "%s", refusal.sentence());
      Broken.unless(refusal.reason() != BOARD_NOT_FOUND || !there, "%s", refusal.sentence());
      throw refusal;
    }
  }

  private boolean heldBack(BoardId board, String assignee) {
    return told.heldBack(board, assignee, world.store().clock().instant());
  }

  /// What a worker looks for.
  Wanted wanted() {
    return new Wanted(
        chance.either() ? "" : chance.pick(People.LABELS),
        chance.oneIn(3) ? "r1" : "",
        chance.pick(People.NAMES),
        chance.oneIn(4));
  }

  private String claimNext() {
    var board = people.board();
    boolean there = told.isThere(board);
    var wanted = wanted();
    boolean paused = memory.paused(board, "");
    boolean heldBack = heldBack(board, "");
    var best = best(board, wanted);
    var outcome =
        held(
            paused,
            heldBack,
            there,
            () ->
                world
                    .store()
                    .write(tx ->
                        desk()
                            .claims()
                            .claimNext(
                                tx, ANNA, board, wanted, new Claims.Terms("w", Desk.MINUTE))));
    Broken.unless(!paused && !heldBack && there, "something of %s was given out", board);
    if (outcome instanceof ClaimOutcome.Claimed(var card, var lease)) {
      Broken.unless(
          best.filter(card.id()::equals).isPresent(), "%s is next, not %s", best, card.id());
      memory.granted(card.id(), lease);
      return "%s, epoch %d".formatted(card.id(), lease.epoch());
    }
    Broken.unless(best.isEmpty(), "%s is next, not %s", best, outcome);
    return "refused " + outcome.getClass().getSimpleName();
  }

  /// The card that should be claimed, found by looking at each.
  Optional<CardId> best(BoardId board, Wanted wanted) {
    return memory.cards.stream()
        .filter(id -> id.board().equals(board) && told.isThere(board))
        .filter(id -> told.state(id).equals(wanted.review() ? "review" : "ready"))
        .map(desk()::card)
        .filter(card -> wanted.label().isEmpty() || card.brief().labels().contains(wanted.label()))
        .filter(card -> fits(wanted.assignee(), card.brief().assignee()))
        .filter(card -> fits(wanted.repositoryId(), card.brief().repositoryId()))
        .filter(card -> !memory.paused(board, card.brief().assignee()))
        .filter(card -> !heldBack(board, card.brief().assignee()))
        .filter(
            card -> world.store().read(session -> Limits.allFull(session, card.load())).isEmpty())
        .min(
            Comparator.comparingInt((Card card) -> -card.brief().priority())
                .thenComparingLong(card -> card.id().number()))
        .map(Card::id);
  }

  private static boolean fits(String wanted, String found) {
    return wanted.isEmpty() || wanted.equals(found);
  }
}
