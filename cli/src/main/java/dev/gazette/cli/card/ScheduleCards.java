package dev.gazette.cli.card;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.Times;
import dev.gazette.proto.board.v1.Card;
import dev.gazette.proto.board.v1.ScheduleCardRequest;
import dev.gazette.proto.board.v1.ScheduleServiceGrpc;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Puts cards away until a time.
@Command(
    name = "schedule",
    description =
        "Puts cards away until a time, when they are ready by themselves; a lease on one ends. `unblock`"
            + " wakes one before. With --cron a card stays away and makes cards like itself, one at each"
            + " time unless the one before is still open; `archive` lets it rest, `cancel` ends it.",
    footer = {
      "",
      "Examples:",
      "  gazette card schedule OPS-42 --at 2026-12-31T08:00:00Z",
      "  gazette card schedule OPS-42 --in 2h --reason 'the mirror is syncing' --epoch 3",
      "  gazette card schedule OPS-43 OPS-44 --at 2026-12-31",
      "  gazette card schedule OPS-42 --cron '0 9 * * 1-5' --zone Europe/Berlin"
    })
final class ScheduleCards implements Verb {

  @Parameters(arity = "1..*", paramLabel = "CARD", description = "The cards' ids.")
  List<String> cards = List.of();

  @Mixin final WakeOptions wake = new WakeOptions();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why it waits.")
  String reason = "";

  @Mixin final EpochOption epoch = new EpochOption();

  @Override
  public void run(Session session) {
    var request =
        ScheduleCardRequest.newBuilder().setEpoch(epoch.of(cards, session)).setReason(reason);
    wake.time().ifPresent(request::setWakeTime);
    wake.recurrence().ifPresent(request::setRecurrence);
    if (!request.hasWakeTime() && !request.hasRecurrence()) {
      throw Failure.usage("Say when it wakes: --at, --in or --cron.");
    }
    for (String id : cards) {
      var card =
          session.call(ScheduleServiceGrpc.getScheduleCardMethod(), request.setCardId(id).build());
      session.out().next(card, card.getId(), card.getId() + " " + told(card));
    }
  }

  private static String told(Card card) {
    return card.hasRecurrence()
        ? WakeOptions.told(card.getRecurrence())
        : "sleeps until " + Times.brief(card.getWakeTime());
  }
}
