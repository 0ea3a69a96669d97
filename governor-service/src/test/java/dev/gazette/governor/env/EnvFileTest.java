package dev.gazette.governor.env;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EnvFileTest {

  private static String set(String text, String key, String value) {
    return EnvFile.parse(text).with(key, value).text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "A=1",
        "A=1\n",
        "A=1\r\nB=2\r\n",
        "\uFEFFA=1\n",
        "# A=1\n\n  export B = \"x\\\"y\" # why\nC='a\nb'\nnonsense\nD=\n",
        "X=\"never closed\nY='d'\n",
        "A=a\rb\n",
      })
  void parse_losesNothing(String text) {
    assertThat(EnvFile.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '^',
      value = {
        "A=1, 1",
        "export A=1, 1",
        "  export  A = 1, 1",
        "A=one two, one two",
        "A=one # two, one",
        "A=one#two, one#two",
        "A='one # two' # three, one # two",
        "A=\"one \\\" two\", one \" two",
        "A='it'\"s, 'it'\"s",
        "A=, ^^",
        "A=   # none, ^^",
        "A=\"\\$x\", $x",
      })
  void value_isReadAsShellsDo(String line, String value) {
    assertThat(EnvFile.parse(line).value("A")).contains(value);
  }

  @Test
  void value_ofACommentIsNone() {
    assertThat(EnvFile.parse("# A=1\n#A=2\nB=3").value("A")).isEmpty();
  }

  @Test
  void value_ofDuplicatesIsTheLast() {
    assertThat(EnvFile.parse("A=1\nA=2\n").value("A")).contains("2");
  }

  @Test
  void value_maySpanLines() {
    assertThat(EnvFile.parse("A='one\ntwo'\nB=3").value("A")).contains("one\ntwo");
  }

  @Test
  void with_replacesTheLastAssignmentOnly() {
    assertThat(set("A=1\n# A=9\nexport A = 2 # why\nB=3\n", "A", "4"))
        .isEqualTo("A=1\n# A=9\nexport A = 4 # why\nB=3\n");
  }

  @Test
  void with_keepsCarriageReturns() {
    assertThat(set("A=1\r\nB=2\r\n", "A", "x")).isEqualTo("A=x\r\nB=2\r\n");
    assertThat(set("A=1\r\nB=2\r\n", "C", "x")).isEqualTo("A=1\r\nB=2\r\nC=x\r\n");
  }

  @Test
  void with_keepsAMissingFinalNewline() {
    assertThat(set("A=1", "A", "2")).isEqualTo("A=2");
    assertThat(set("A=1", "B", "2")).isEqualTo("A=1\nB=2");
  }

  @Test
  void with_endsTheFirstLineOfAnEmptyFile() {
    assertThat(set("", "A", "1")).isEqualTo("A=1\n");
  }

  @Test
  void with_fillsAnEmptyValueBeforeItsComment() {
    assertThat(set("A=   # why\n", "A", "1")).isEqualTo("A=1   # why\n");
    assertThat(set("A=\n", "A", "1")).isEqualTo("A=1\n");
  }

  @Test
  void with_keepsACommentApart() {
    assertThat(EnvFile.parse(set("A=\"x\"#why\n", "A", "y")).value("A")).contains("y");
  }

  @Test
  void with_theSameValueChangesNothing() {
    assertThat(set("A = \"x\"\n", "A", "x")).isEqualTo("A = \"x\"\n");
  }

  @Test
  void with_readsBackWhateverTheValue() {
    var random = new Random(7);
    String alphabet = "ab01 \t\n\r'\"\\$`#=é…\uD83D\uDE00!;&{}~";
    String before = "# head\r\nexport A='1' # one\nB=2\n\nC=\"x\ny\"\n";
    for (int round = 0; round < 5_000; round++) {
      var value = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        value.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String key = List.of("A", "B", "C", "NEW").get(random.nextInt(4));
      var changed = EnvFile.parse(set(before, key, value.toString()));
      assertThat(changed.value(key)).contains(value.toString());
      assertThat(EnvFile.parse(before).agrees(changed, Set.of(key))).isTrue();
    }
  }

  @Test
  void withMissing_addsWithComments() {
    var template = EnvFile.parse("# Where\nA=1\n\n# Which\n# model\nB='x'\nC=\n");
    assertThat(EnvFile.parse("A=9\n").withMissing(template).text())
        .isEqualTo("A=9\n\n# Which\n# model\nB='x'\nC=\n");
  }

  @Test
  void withMissing_toAnEmptyFileBeginsWithoutAGap() {
    assertThat(EnvFile.parse("").withMissing(EnvFile.parse("\n# why\nA=1")).text())
        .isEqualTo("# why\nA=1\n");
  }

  @Test
  void withMissing_takesTheLastOfDuplicates() {
    assertThat(EnvFile.parse("").withMissing(EnvFile.parse("A=1\nA=2\n")).text())
        .isEqualTo("A=2\n");
  }

  @Test
  void firstUnreadableLine_countsPhysicalLines() {
    assertThat(EnvFile.parse("A='x\ny'\n# c\n\nnonsense\n").firstUnreadableLine()).contains(5);
    assertThat(EnvFile.parse("A=1\n# c\n\n").firstUnreadableLine()).isEmpty();
  }

  @Test
  void masked_showsNoValue() {
    assertThat(EnvFile.masked("A=secret # secret\n# B=secret\nC='sec\nret'\nsecret\n# fine\n\n"))
        .containsExactly("A=****", "# ****", "C=****", "****", "****", "# ****", "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# old: secret",
        "# KEY: secret",
        "  ## password secret",
        "#secret",
        "# a\rKEY=secret\r",
        "\r# a\rKEY=secret\r",
        "A=1\rKEY=secret\r",
        "# KEY=1\u0085secret",
        "# KEY=1\u2028secret",
        "# KEY=1\rsecret\r\n",
        "\u2028# secret",
      })
  void masked_showsNothingOfAComment_orBehindAnOddLineEnd(String text) {
    assertThat(EnvFile.masked(text)).hasSize(1).noneMatch(line -> line.contains("secret"));
  }
}
