package dev.gazette.governor.gitignore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class GitignoreTest {

  @Test
  void merge_addsOnlyWhatIsLacking() {
    assertThat(Gitignore.merge("target/\n# ours\n", List.of("target/", "# ours", ".env", ".env")))
        .isEqualTo("target/\n# ours\n.env\n");
  }

  @Test
  void merge_seesThroughTrailingSpacesAndCarriageReturns() {
    assertThat(Gitignore.merge("a  \r\nb\\ \r\n", List.of("a", "b\\ ", "b")))
        .isEqualTo("a  \r\nb\\ \r\nb\r\n");
  }

  @Test
  void merge_keepsAMissingFinalNewline() {
    assertThat(Gitignore.merge("a", List.of("b", "c"))).isEqualTo("a\nb\nc");
  }

  @Test
  void merge_ofNothingNewChangesNothing() {
    assertThat(Gitignore.merge("a", List.of("a"))).isEqualTo("a");
  }

  @Test
  void ignore_winsOverANegation() {
    assertThat(Gitignore.ignore(".env\n!.env\n", ".env")).isEqualTo(".env\n!.env\n.env\n");
  }

  @Test
  void lacking_counts() {
    assertThat(Gitignore.lacking("a", List.of("a", "b", "c"))).isEqualTo(2);
  }
}
