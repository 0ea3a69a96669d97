package dev.gazette.platform.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.platform.testkit.ReasonTable;
import io.grpc.Status.Code;
import java.util.List;
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

  private enum Asked implements Reason {
    PATH_REFUSED,
    BUSY;

    @Override
    public Code code() {
      return Code.INVALID_ARGUMENT;
    }

    @Override
    public String meaning() {
      return this == BUSY ? "Too many ask." : "The path is refused.";
    }
  }

  private enum Passed implements Reason {
    PATH_REFUSED;

    @Override
    public Code code() {
      return Code.INVALID_ARGUMENT;
    }

    @Override
    public String meaning() {
      return "The path is refused.";
    }
  }

  private enum Other implements Reason {
    BUSY;

    @Override
    public Code code() {
      return Code.UNAVAILABLE;
    }

    @Override
    public String meaning() {
      return "Too many ask.";
    }
  }

  @Test
  void requireOneMeaning_ofANameThatIsShared() {
    ReasonTable.requireOneMeaning(List.of(Asked.class, Passed.class));
    assertThatThrownBy(() -> ReasonTable.requireOneMeaning(List.of(Asked.class, Other.class)))
        .hasMessageContaining("BUSY means one thing in Asked and another in Other");
  }
}
