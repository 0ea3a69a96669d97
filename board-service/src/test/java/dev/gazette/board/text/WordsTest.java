package dev.gazette.board.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class WordsTest {

  private static String words(String text) {
    return Words.of(text).stream().map(Word::text).collect(Collectors.joining("|"));
  }

  @Test
  void of_cutsAtWhatIsNoLetterOrDigit() {
    assertThat(words("Renew foo-bar_baz, v1.2 (it's)!")).isEqualTo("renew|foo|bar|baz|v1|2|it|s");
    assertThat(words("")).isEmpty();
    assertThat(words(" \n'\"*-:&|!<>\\")).isEmpty();
    assertThat(words("'; DROP TABLE card; --")).isEqualTo("drop|table|card");
  }

  @Test
  void of_takesAwayCaseAndAccents() {
    assertThat(words("CAFÉ Cafe\u0301 Ärger İstanbul")).isEqualTo("cafe|cafe|arger|istanbul");
    assertThat(words("Привет Ёлка")).isEqualTo("привет|елка");
    assertThat(words("مرحبا بالعالم")).isEqualTo("مرحبا|بالعالم");
  }

  @Test
  void of_ideographsAndEmoji_standAlone() {
    assertThat(words("証明書を更新")).isEqualTo("証|明|書|を|更|新");
    assertThat(words("ship🚢it")).isEqualTo("ship|🚢|it");
  }

  @Test
  void of_knowsWhereWordsStand() {
    assertThat(Words.of("  Éa, b")).containsExactly(new Word("ea", 2, 4), new Word("b", 6, 7));
  }

  @Test
  void of_aRunWithoutEnd_isCut() {
    assertThat(words("x".repeat(1_000))).isEqualTo("x".repeat(64));
  }
}
