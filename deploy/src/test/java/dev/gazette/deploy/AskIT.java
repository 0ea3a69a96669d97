package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/// A model is asked through the gateway.
@Timeout(60)
@ExtendWith(Running.Shared.class)
final class AskIT {

  @Test
  void ask_printsTheAnswer(Running gazette) {
    var run = gazette.run();
    assertThat(run.gazette("ask", "two", "words").ok()).isEqualTo("two words\n");
    assertThat(run.gazette("ask", "--no-stream", "two", "words").ok()).isEqualTo("two words\n");
    assertThat(run.piping("piped").gazette("ask").ok()).isEqualTo("piped\n");
    assertThat(run.gazette("ask", "-q", "x").ok()).matches("\\d+\n");
  }

  @Test
  void modelServer_thatHangs_isGivenUp(Running gazette) throws InterruptedException {
    var late = gazette.machine().gazette("ask", "--timeout", "4s", "Hang");
    assertThat(late.exit()).isEqualTo(6);
    assertThat(gazette.wasAbandoned()).isTrue();
    assertThat(gazette.run().gazette("usage", "--limit", "1", "--json").ok())
        .contains("\"outcome\":\"cancelled\"");
  }

  @Test
  void interrupt_reachesTheModel(Running gazette) throws Exception {
    var asking = gazette.machine().command("ask", "Tell me").start();
    assertThat(asking.getInputStream().read()).isEqualTo('o'); // "once once …"
    asking.destroy();
    assertThat(gazette.wasAbandoned()).isTrue();
    assertThat(asking.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }
}
