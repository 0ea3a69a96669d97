package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;

import dev.gazette.board.cron.Cron;
import dev.gazette.board.waiting.Recurrence;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// What people do with recurring cards of a simulated board. What becomes of them is {@link
/// Times}'s.
final class Templates {

  private static final int LONGEST_MINUTES = 90;

  private final World world;
  private final Chance chance;
  private final Memory memory;
  private final People people;

  Templates(World world, Chance chance, Memory memory, People people) {
    this.world = world;
    this.chance = chance;
    this.memory = memory;
    this.people = people;
  }

  List<Deed> deeds() {
    return List.of(new Deed("recur", 2, this::recur), new Deed("put off", 1, this::putOff));
  }

  private Recurrence recurrence() {
    var cron = Cron.parse(chance.pick(Times.PERIODS.keySet().stream().sorted().toList()));
    var last =
        world.store().clock().instant().plus(Duration.ofMinutes(chance.below(LONGEST_MINUTES)));
    return new Recurrence(cron, ZoneOffset.UTC, chance.either() ? null : last, null);
  }

  private String recur() {
    var brief = people.brief();
    var board = people.board();
    var recurrence = recurrence();
    var card =
        world
            .store()
            .write(tx ->
                world
                    .desk()
                    .cards()
                    .create(
                        tx,
                        ANNA,
                        board,
                        brief,
                        Optional.empty(),
                        Optional.of(Start.at(recurrence.begin(tx.now())))));
    memory.cards.add(card.id());
    return "%s by %s".formatted(card.id(), recurrence.cron().text());
  }

  /// A card that there was before recurs from now on.
  private String putOff() {
    var id = people.any();
    var recurrence = recurrence();
    world
        .store()
        .write(tx ->
            world
                .desk()
                .schedules()
                .schedule(tx, ANNA, id, 0, recurrence.begin(tx.now()), "again"));
    return "%s by %s".formatted(id, recurrence.cron().text());
  }
}
