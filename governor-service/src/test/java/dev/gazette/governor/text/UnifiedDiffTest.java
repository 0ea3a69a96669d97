package dev.gazette.governor.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.governor.env.EnvFile;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class UnifiedDiffTest {

  private static String diff(String before, String after) {
    return UnifiedDiff.of("f", Optional.of(before), Optional.of(after), UnifiedDiff::plain);
  }

  @Test
  void of_oneLineWithContext() {
    assertThat(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"))
        .isEqualTo(
            """
            --- a/f
            +++ b/f
            @@ -2,7 +2,7 @@
             2
             3
             4
            -5
            +five
             6
             7
             8
            """);
  }

  @Test
  void of_aLineAddedAfterOneWithoutEnd() {
    assertThat(diff("1", "1\n2"))
        .isEqualTo(
            """
            --- a/f
            +++ b/f
            @@ -1 +1,2 @@
            -1
            \\ No newline at end of file
            +1
            +2
            \\ No newline at end of file
            """);
  }

  @Test
  void of_aNewFileAndARemovedOne() {
    assertThat(UnifiedDiff.of("f", Optional.empty(), Optional.of("1\n"), UnifiedDiff::plain))
        .isEqualTo("--- /dev/null\n+++ b/f\n@@ -0,0 +1 @@\n+1\n");
    assertThat(UnifiedDiff.of("f", Optional.of("1\n"), Optional.empty(), UnifiedDiff::plain))
        .isEqualTo("--- a/f\n+++ /dev/null\n@@ -1 +0,0 @@\n-1\n");
    assertThat(UnifiedDiff.of("f", Optional.empty(), Optional.of(""), UnifiedDiff::plain))
        .isEqualTo("--- /dev/null\n+++ b/f\n");
  }

  @Test
  void of_nothing() {
    assertThat(diff("1\n", "1\n")).isEmpty();
  }

  @Test
  void of_aMaskedChangeShowsThatItChanged() {
    String diff =
        UnifiedDiff.of(
            ".env", Optional.of("A=1\nB=2\n"), Optional.of("A=1\nB=3\n"), EnvFile::masked);
    assertThat(diff).contains("-B=****\n+B=****\n").doesNotContain("=1", "=2", "=3");
  }
}
