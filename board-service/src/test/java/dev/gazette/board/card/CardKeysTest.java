package dev.gazette.board.card;

import static dev.gazette.board.card.Desk.ANNA;
import static dev.gazette.board.card.Desk.OPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.platform.testkit.TestStore;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.gazette.board.card.Desk#stores")
final class CardKeysTest {

  private final Desk desk;

  CardKeysTest(Supplier<TestStore> kind) {
    desk = Desk.on(kind.get());
  }

  @AfterEach
  void close() {
    desk.close();
  }

  private Card once(String key, String content) {
    return desk.store()
        .write(tx ->
            CardKeys.once(
                tx,
                OPS,
                new CardKey(key, content),
                it -> desk.cards().create(it, ANNA, OPS, Brief.of("a"), Optional.empty())));
  }

  private void archive(Card card) {
    desk.store().write(tx -> desk.cards().archive(tx, ANNA, card.id()));
  }

  private void unarchive(Card card) {
    desk.store().write(tx -> desk.cards().unarchive(tx, ANNA, card.id()));
  }

  @Test
  void once_underAKeyThatLives_writesNothing() {
    var card = once("k", "1");
    desk.claim(card.id());
    int events = desk.store().events().size();
    assertThat(once("k", "1")).isEqualTo(desk.card(card.id()));
    assertThat(desk.store().events()).hasSize(events);
    assertThatThrownBy(() -> once("k", "2")).hasMessageContaining("Key k made OPS-1");
    assertThat(once("other", "2").id()).hasToString("OPS-2");
  }

  @Test
  void key_livesAsLongAsItsCard() {
    var first = once("k", "1");
    archive(first);
    unarchive(first);
    assertThat(once("k", "1").id()).isEqualTo(first.id());
    archive(first);
    var second = once("k", "2");
    unarchive(first);
    assertThat(once("k", "2").id()).isEqualTo(second.id());
    archive(first);
    assertThat(once("k", "2").id()).isEqualTo(second.id());
  }
}
