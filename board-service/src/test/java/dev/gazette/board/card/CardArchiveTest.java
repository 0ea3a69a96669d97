package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static dev.gazette.board.card.Desk.OPS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.board.board.Arrivals;
import dev.gazette.board.board.BoardId;
import dev.gazette.board.board.CardId;
import dev.gazette.board.retry.ExitClass;
import dev.gazette.platform.testkit.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// The event that a card comes in by tells all of it.
@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class CardArchiveTest {

  private static final BoardId COPY = new BoardId("copy");

  private final Desk desk;

  CardArchiveTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void foldingTheEventsOfAnImportedCard_givesTheCard() {
    desk.complete(desk.running("done").id(), 1, "good");
    desk.block(desk.create("blocked").id(), 0);
    desk.review(desk.running("review").id(), 1, "eve");
    desk.fail(desk.create("failed").id(), 0);
    desk.failAttempt(desk.running("retrying").id(), 1, ExitClass.CRASHED);
    desk.schedule(desk.create("later").id(), 0, Duration.ofHours(1));
    desk.limitRuntime(desk.create("bounded").id(), Duration.ofMinutes(3));
    desk.createAfter("todo", new CardId(OPS, 7));
    desk.store().write(tx -> desk.cards().archive(tx, ANNA, new CardId(OPS, 2)));
    var ids = desk.store().read(session -> CardArchive.ids(session, OPS, 0, 99));
    assertThat(ids).hasSize(8);
    desk.store().write(tx -> Arrivals.begin(tx, COPY, "", "", "", List.of()));
    for (var id : ids) {
      var record = desk.store().read(session -> CardArchive.read(session, id)).orElseThrow();
      var copy = desk.store().write(tx -> CardArchive.put(tx, ANNA, COPY, OPS, record));
      var fold = new Fold();
      desk.store().events().stream()
          .filter(event -> event.subject().equals(copy.resource()))
          .forEach(fold::add);
      assertThat(fold.card(copy.toString()))
          .as("%s", id)
          .isEqualTo(Fold.of(desk.whole(copy).orElseThrow()));
    }
  }
}
