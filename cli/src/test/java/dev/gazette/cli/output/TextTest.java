package dev.gazette.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTest {

  @Test
  void width_countsCells() {
    assertThat(Text.width("abc")).isEqualTo(3);
    assertThat(Text.width("日本")).isEqualTo(4);
    assertThat(Text.width("e\u0301")).isEqualTo(1);
    assertThat(Text.fit("日本語", 5)).isEqualTo("日本…");
    assertThat(Text.fit("abc", 3)).isEqualTo("abc");
    assertThat(Text.pad("日", 4)).isEqualTo("日  ");
  }

  @Test
  void nearest_isNearEnough() {
    var names = List.of("list", "create", "claim");
    assertThat(Nearest.of("lst", names)).contains("list");
    assertThat(Nearest.of("craete", names)).contains("create");
    assertThat(Nearest.of("cl", names)).contains("claim");
    assertThat(Nearest.of("frobnicate", names)).isEmpty();
    assertThat(Nearest.of("", names)).isEmpty();
  }

  @Test
  void table_alignsAndGivesWay() {
    var table = new Table<String>().column("id", it -> it).column("title", it -> it.repeat(9));
    assertThat(table.lines(List.of("ab", "日本"), new Style(false), 0))
        .containsExactly("ID    TITLE", "ab    " + "ab".repeat(9), "日本  " + "日本".repeat(9));
    assertThat(table.lines(List.of("ab"), new Style(false), 18).getLast())
        .isEqualTo("ab  abababababababa…".substring(0, 17) + "…");
  }
}
