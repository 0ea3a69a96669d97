package dev.gazette.platform.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.platform.testkit.ReasonTable;
import org.junit.jupiter.api.Test;

final class ReasonTableTest {

  @Test
  void markdown_holdsEveryReasonOnce_thePlatformsFirst() {
    assertThat(ReasonTable.enums().getFirst()).isEqualTo(PlatformReason.class);
    String table = ReasonTable.markdown();
    assertThat(table)
        .startsWith("## PlatformReason\n\n| reason | status | retry |")
        .contains("| `TOKEN_REVOKED` | UNAUTHENTICATED | no | The token was revoked;")
        .contains("| `QUEUE_FULL` | RESOURCE_EXHAUSTED | yes |");
    assertThat(table.lines().filter(line -> line.startsWith("| `"))).doesNotHaveDuplicates();
  }
}
