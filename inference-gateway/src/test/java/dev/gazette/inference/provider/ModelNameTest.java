package dev.gazette.inference.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class ModelNameTest {

  @Test
  void parse_takesWhatProvidersUse() {
    for (String name :
        new String[] {
          "llama3.2", "qwen3:8b", "hf.co/some-one/Model_1:Q4_K_M", "localhost:5000/a/b:c", "tiny"
        }) {
      assertThat(ModelName.parse(name)).as(name).map(ModelName::text).hasValue(name);
    }
  }

  @Test
  void parse_refusesTheRest() {
    for (String name :
        new String[] {
          "",
          " ",
          "a b",
          "../etc",
          "a/../b",
          "/a",
          "a/",
          "a//b",
          "a:",
          ":a",
          "a\0",
          "ä",
          "a\n",
          "-a",
          "a".repeat(201)
        }) {
      assertThat(ModelName.parse(name)).as(name).isEmpty();
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new ModelName("a b"));
  }

  @Test
  void latest_isTheNameWithoutATag() {
    assertThat(new ModelName("tiny:latest")).isEqualTo(new ModelName("tiny"));
    assertThat(new ModelName("tiny:latest").resource()).isEqualTo("models/tiny");
  }
}
