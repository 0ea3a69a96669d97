package dev.gazette.inference.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.inference.provider.Model;
import dev.gazette.inference.provider.ModelName;
import dev.gazette.inference.provider.Prompt;
import dev.gazette.inference.provider.Turn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

final class OllamaLineTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void parse_skipsWhatItDoesNotKnow() throws IOException {
    var line =
        """
        {"model":"x","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","thinking":"hm",
         "content":"grüß 👋","tool_calls":[{"function":{"name":"f","arguments":{"content":"no"}}}]},
         "done_reason":"stop","done":true,"prompt_eval_count":7,"eval_count":-2,"context":[1,2,{"done":false}]}
        """;
    assertThat(OllamaLine.parse(bytes(line))).isEqualTo(new OllamaLine("grüß 👋", true, 7, 0, ""));
  }

  @Test
  void tags_leavesOutWhatCannotBeAsked() throws IOException {
    var tags =
        """
        {"models":[{"name":"b:latest","size":2,"details":{"families":["x"]}},{"name":"../a"},{"name":"a:7b","size":-1}]}
        """;
    assertThat(OllamaTags.parse(bytes(tags)))
        .containsExactly(new Model(new ModelName("a:7b"), 0), new Model(new ModelName("b"), 2));
  }

  @Test
  void tags_null_isNone() throws IOException {
    assertThat(OllamaTags.parse(bytes("{\"models\":null}"))).isEmpty();
  }

  @Test
  void question_isWrittenWhole() {
    var prompt =
        new Prompt(
            new ModelName("a"),
            List.of(new Turn(Turn.Role.SYSTEM, "Be\n\"brief\""), new Turn(Turn.Role.USER, "?")),
            OptionalInt.of(5),
            Optional.of(0.5f));
    assertThat(new String(OllamaQuestion.body(prompt), StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"model":"a","stream":true,"messages":[{"role":"system","content":"Be\\n\\"brief\\""},\
            {"role":"user","content":"?"}],"options":{"num_predict":5,"temperature":0.5}}\
            """);
  }

  @Test
  void prompt_printsNothingOfItsText() {
    var turn = new Turn(Turn.Role.USER, "secret");
    var prompt =
        new Prompt(new ModelName("a"), List.of(turn), OptionalInt.empty(), Optional.empty());
    assertThat(prompt.toString() + turn).doesNotContain("secret");
  }
}
