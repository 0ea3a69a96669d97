package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static dev.gazette.board.error.BoardReason.CREATED_CARDS_UNKNOWN;

import dev.gazette.board.attachment.Attachments;
import dev.gazette.board.attachment.Filing;
import dev.gazette.board.board.CardId;
import dev.gazette.platform.error.Refusal;
import java.util.LinkedHashSet;
import java.util.List;

/// What workers of a simulated board make beside their cards: files, which come with the lease that
/// they work under, and cards, which they name when they complete theirs. Nobody completes a card
/// with cards that are not there, or that others made.
final class Makers {

  private final World world;
  private final Chance chance;
  private final Told told;
  private final People people;
  private final Workers workers;
  private final Filing files;
  private int made;

  Makers(World world, Chance chance, Told told, People people, Workers workers) {
    this.world = world;
    this.chance = chance;
    this.told = told;
    this.people = people;
    this.workers = workers;
    files = new Filing(world.store(), world.desk().cards(), world.store().folder());
  }

  List<Deed> deeds() {
    return List.of(
        new Deed("attach", 4, this::attach),
        new Deed("die amid a file", 1, files::dieAmid),
        new Deed("remove a file", 2, () -> files.remove(people.any(), chance.below(4))),
        new Deed("sweep", 1, files::sweep),
        new Deed("complete with cards", 3, this::complete));
  }

  /// Looks at every file.
  void check() {
    files.check(told.files());
  }

  private String attach() {
    var grip = workers.grip();
    long holder = told.holder(grip.card());
    String line = files.attach(grip.card(), grip.epoch(), ++made);
    Broken.unless(
        grip.epoch() == 0 || grip.epoch() == holder,
        "%s attached a file, and %d holds the card",
        grip,
        holder);
    return line;
  }

  private String complete() {
    var grip = workers.grip();
    var id = grip.card();
    var created = new LinkedHashSet<CardId>();
    for (int i = chance.below(3); i >= 0; i--) {
      created.add(people.any());
    }
    boolean own = created.stream().allMatch(it -> isOwn(id, it));
    var handover = new Handover(List.copyOf(created), List.of(), List.of(), "");
    var desk = world.desk();
    var completions =
        new Completions(desk.boards(), desk.cards(), desk.verbs(), new Attachments(desk.cards()));
    try {
      world
          .store()
          .write(tx -> completions.complete(tx, ANNA, id, grip.epoch(), "made", "", handover));
    } catch (Refusal refusal) {
      if (refusal.reason() != CREATED_CARDS_UNKNOWN) {
        throw refusal;
      }
      Broken.unless(!own, "%s made %s: %s", id, created, refusal.sentence());
      world.store().write(tx -> completions.refused(tx, ANNA, id, "some"));
      return "was kept from completing " + grip;
    }
    Broken.unless(own, "%s was completed with %s, which its worker did not make", grip, created);
    return "%s with %s".formatted(grip, created);
  }

  /// Whether a card is there and was made by the worker of another, by whom that one is for, or to
  /// wait for it.
  private boolean isOwn(CardId worked, CardId id) {
    String author = told.text(id, "created_by");
    boolean inSight = world.store().read(session -> CardStore.exists(session, id));
    return inSight
        && !id.equals(worked)
        && (author.equals(ANNA.name())
            || author.equals(told.text(worked, "assignee"))
            || told.waits(id, worked));
  }
}
