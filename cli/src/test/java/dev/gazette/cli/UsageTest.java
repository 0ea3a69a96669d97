package dev.gazette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.cli.testkit.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UsageTest {

  @TempDir Path folder;

  private void assertUsage(String sentence, String... arguments) {
    var result = new Run(folder).gazette(arguments);
    assertThat(result.err()).contains(sentence);
    assertThat(result.exit()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void wrongVerb_getsTheNearest() {
    assertUsage("gazette has no verb crad. Did you mean card?", "crad", "list");
    assertUsage("gazette card has no verb lst. Did you mean list?", "card", "lst");
    assertUsage("no verb search. Did you mean gazette card search?", "search", "word");
    assertUsage("Did you mean gazette dispatch pause?", "pause");
    assertUsage("gazette card needs a verb: create, swarm", "card");
    assertUsage("gazette needs a verb: up, down");
  }

  @Test
  void wrongFlag_getsTheNearest() {
    assertUsage("has no option --labl. Did you mean --label?", "card", "list", "--labl", "x");
    assertUsage("has no option --jsn. Did you mean --json?", "board", "list", "--jsn");
  }

  @Test
  void wrongValues_areNamed() {
    assertUsage("Did you mean ready?", "card", "list", "--state", "redy");
    assertUsage("--timeout soon is no length of time", "card", "list", "--timeout", "soon");
    assertUsage("Give either a CARD or --next", "card", "claim");
    assertUsage("Choose one of --json and --quiet", "card", "list", "--json", "-q");
    assertUsage("Give either a TITLE or a file", "card", "create");
    assertUsage("--limit 0 must be at least 1", "card", "list", "--limit", "0");
    assertUsage("--server a b is no address", "auth", "login", "x", "--server", "a b");
    assertUsage("no completion for bsh", "completion", "bsh");
    assertUsage("--epoch names the lease on one", "card", "complete", "A-1", "A-2", "--epoch", "1");
    assertUsage(
        "came of one card", "card", "complete", "A-1", "A-2", "--created", "A-3", "--epoch", "1");
  }

  @Test
  void json_makesComplaintsJson() {
    var result = new Run(folder).gazette("card", "--json", "lst");
    assertThat(result.err())
        .startsWith("{\"reason\":\"USAGE\",\"message\":\"gazette card has no verb lst.")
        .endsWith("\"retryable\":false,\"metadata\":{}}\n");
  }

  @Test
  void argument_thatBeginsWithAt_isNoFile() {
    assertUsage("Give either a TITLE or a file", "card", "create", "@missing", "-f", "x");
  }
}
