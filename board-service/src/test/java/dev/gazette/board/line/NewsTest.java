package dev.gazette.board.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.board.board.BoardId;
import dev.gazette.platform.event.Event;
import dev.gazette.platform.event.Lane;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NewsTest {

  private static final BoardId OPS = new BoardId("ops");

  private static News of(String subject, String kind) {
    return News.of(
        List.of(
            new Event(
                1, "board", 1, kind, "a", Lane.BUSINESS, "c", "", subject, "{}", Instant.EPOCH)));
  }

  @Test
  void anUnknownVerb_mayMakeACardReady() {
    assertThat(of("boards/ops/cards/OPS-1", "card.juggled"))
        .isEqualTo(new News(Map.of(OPS, 1), true, false));
  }

  @Test
  void whatMakesNothingReady_wakesNobody() {
    assertThat(of("boards/ops/cards/OPS-1", "card.claimed"))
        .isEqualTo(new News(Map.of(), false, false));
    assertThat(of("repositories/shop", "repository.found"))
        .isEqualTo(new News(Map.of(), false, false));
  }

  @Test
  void whatEndsACard_freesItsRoomOnly() {
    assertThat(of("boards/ops/cards/OPS-1", "card.completed"))
        .isEqualTo(new News(Map.of(), true, false));
  }

  @Test
  void whatIsNotAboutACard_concernsEverybody() {
    assertThat(of("boards", "dispatch.resumed").all()).isTrue();
    assertThat(of("boards/ops", "board.updated").all()).isTrue();
  }
}
