package dev.gazette.board.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FileNameTest {

  @ParameterizedTest
  @CsvSource({
    "../../x, x",
    "/etc/passwd, passwd",
    "C:\\temp\\a.txt, a.txt",
    "..., file",
    ".bashrc, bashrc",
    "'. .x', x",
    "a/, file",
    "'  ', file",
    "report ü 世界.pdf, report ü 世界.pdf"
  })
  void name_isTheLastPart_withoutLeadingDots(String given, String name) {
    assertThat(FileName.of(given)).isEqualTo(name);
  }

  @Test
  void whatMisleads_isLeftOut() {
    assertThat(FileName.of("a\n\tb\u0007.txt")).isEqualTo("ab.txt");
    assertThat(FileName.of("evil\u202Egpj.exe")).isEqualTo("evilgpj.exe");
    assertThat(FileName.of("\u200B.profile")).isEqualTo("profile");
    assertThat(FileName.of("😀".repeat(300)).codePointCount(0, 400)).isEqualTo(200);
  }

  @Test
  void nameThatIsTaken_getsANumber() {
    var taken = Set.of("a.txt", "a-2.txt", "b", "x".repeat(200));
    assertThat(FileName.free("a.txt", taken::contains)).isEqualTo("a-3.txt");
    assertThat(FileName.free("b", taken::contains)).isEqualTo("b-2");
    assertThat(FileName.free("c", taken::contains)).isEqualTo("c");
    assertThat(FileName.free("x".repeat(200), taken::contains)).isEqualTo("x".repeat(198) + "-2");
  }
}
