package dev.gazette.platform.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PayloadTest {

  @Test
  void json_holdsEveryKindOfValue() {
    var payload =
        Payload.of("title", "say \"hi\"\n")
            .and("priority", -3)
            .and("done", true)
            .and("due_time", Instant.parse("2026-01-01T12:00:00Z"))
            .and("assignee", (String) null)
            .andOrNull("revoke_time", null)
            .andOrNull("expire_time", Instant.EPOCH)
            .and("labels", List.of("a", "b"))
            .and("lease", Payload.empty().and("epoch", 2))
            .andEach("columns", List.of(Payload.of("id", "todo"), Payload.of("id", "done")));
    assertThat(payload.json())
        .isEqualTo(
            """
            {"title":"say \\"hi\\"\\n","priority":-3,"done":true,"due_time":"2026-01-01T12:00:00Z",\
            "revoke_time":null,"expire_time":"1970-01-01T00:00:00Z","labels":["a","b"],"lease":{"epoch":2},"columns":[{"id":"todo"},{"id":"done"}]}\
            """);
  }

  @Test
  void json_ofNothing_isAnEmptyObject() {
    assertThat(Payload.empty().json()).isEqualTo("{}");
  }
}
