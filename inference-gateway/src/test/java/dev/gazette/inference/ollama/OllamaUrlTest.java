package dev.gazette.inference.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OllamaUrlTest {

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:11434, http://127.0.0.1:11434, 127.0.0.1:11434",
    "http://gpu/, http://gpu, gpu:80",
    "HTTPS://models.example/ollama/, https://models.example/ollama, models.example:443",
    "gpu, http://gpu:11434, gpu:11434",
    "gpu:9000, http://gpu:9000, gpu:9000",
    ":9000, http://127.0.0.1:9000, 127.0.0.1:9000",
    "0.0.0.0, http://127.0.0.1:11434, 127.0.0.1:11434",
    "0.0.0.0:9000, http://127.0.0.1:9000, 127.0.0.1:9000",
    "[::]:9000, http://127.0.0.1:9000, 127.0.0.1:9000",
    "[::1]:9000, http://[::1]:9000, [::1]:9000"
  })
  void parse_takesWhatOllamaTakes(String text, String url, String address) {
    assertThat(OllamaUrl.parse(text)).hasToString(url);
    assertThat(OllamaUrl.address(OllamaUrl.parse(text))).hasToString(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "file:///etc/passwd",
        "ftp://gpu",
        "http://",
        "http://u:p@gpu",
        "gpu?x=1",
        "a b",
        "http://gpu:port",
        "unix:///run/x",
        "http://gpu/#x"
      })
  void parse_refusesTheRest(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OllamaUrl.parse(text))
        .withMessageContaining("a URL or host:port");
  }

  @Test
  void parse_keepsThePath() {
    assertThat(OllamaUrl.parse("http://gpu/a/b//")).hasToString("http://gpu/a/b");
  }
}
