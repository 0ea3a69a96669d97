package dev.gazette.platform.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class PageTest {

  @Test
  void next_givesTheKeysBack() {
    String token = Page.of(0, "", "cards", "ops").next(-3, "grün 🌱", 7L);
    var page = Page.of(10, token, "cards", "ops");
    assertThat(page.size()).isEqualTo(10);
    assertThat(page.first()).isFalse();
    assertThat(page.numberAfter(0)).isEqualTo(-3);
    assertThat(page.textAfter(1)).isEqualTo("grün 🌱");
    assertThat(page.numberAfter(2)).isEqualTo(7);
  }

  @Test
  void of_withoutSizeOrToken_isTheFirstPageOf50() {
    assertThat(Page.of(0, "", "cards").size()).isEqualTo(50);
    assertThat(Page.of(0, "", "cards").first()).isTrue();
  }

  @Test
  void of_aTokenOfAnotherList_isRefused() {
    String token = Page.of(0, "", "cards", "ops").next(1);
    assertThatThrownBy(() -> Page.of(0, token, "cards", "dev"))
        .hasMessageContaining("not one of this list");
  }

  @Test
  void of_anAlteredToken_isRefused() {
    String token = Page.of(0, "", "cards").next("x");
    assertThatThrownBy(() -> Page.of(0, "x" + token, "cards")).hasMessageContaining("not one of");
    assertThatThrownBy(() -> Page.of(0, "ö", "cards")).hasMessageContaining("not one of");
    assertThatThrownBy(() -> Page.of(0, token, "cards").numberAfter(0))
        .hasMessageContaining("not one of");
    assertThatThrownBy(() -> Page.of(0, token, "cards").textAfter(1))
        .hasMessageContaining("not one of");
  }

  @Test
  void of_aSizeOutOfBounds_isRefused() {
    assertThatThrownBy(() -> Page.of(1_001, "", "cards")).hasMessageContaining("1 to 1,000");
    assertThatThrownBy(() -> Page.of(-1, "", "cards")).hasMessageContaining("page_size is -1");
  }
}
