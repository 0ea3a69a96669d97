package dev.gazette.deploy.docs;

import static java.util.stream.Collectors.joining;

import dev.gazette.platform.config.CommandVariable;
import dev.gazette.platform.config.KnownSettings;
import dev.gazette.platform.config.Setting;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Compares `docs/configuration.md` with the settings, the command's variables and the limits.
final class ConfigurationDocumentTest {

  private static final String HEAD =
      """
      # Configuration

      Written by `./mvnw test -pl deploy -am -Dtest='*DocumentTest' -Dsurefire.failIfNoSpecifiedTests=false -Ddocs=update`
      from the code; a test compares it. Nothing needs to be set: `gazette up` works without any of this.

      ## Settings

      A setting is an environment variable, or a line `key=value` of the file `config.properties` (UTF-8) in the home. The
      environment stands before the file, and both before the default. An unknown name that begins with `GAZETTE_` or
      `gazette.`, or a value that cannot be read, stops the start with a sentence that names the right one. A setting of a
      service that runs elsewhere is passed over. Settings are read once, at the start: after a change, `gazette down` and
      `gazette up`. A time span is written as `90s`, `30m`, `1h30m` or `0.5s`.

      | key, variable | default | must be | meaning |
      | --- | --- | --- | --- |
      """;

  private static final String OTHERS =
      """

      `OFFLINE_MODE` says the same as `GAZETTE_OFFLINE`, which stands before it. Values shown as `****` are never printed or
      logged. Ports, moved together by `gazette.port-offset`, are gRPC / HTTP: governor 50051 / 8051, probe 50052 / 8052,
      board 50053 / 8000, inference 50054 / 8054, auth 50055 / 8055.

      ## The command line

      `gazette` reads `GAZETTE_HOME`, `GAZETTE_PORT_OFFSET` and `GAZETTE_PRIVATE_NETWORK` from the environment as the services
      do, and besides them:

      | variable | meaning |
      | --- | --- |
      """;

  private static final String USUAL =
      """
      | `NO_COLOR`, `TERM=dumb` | No colours. |
      | `COLUMNS` | The width of tables and boards where no terminal tells it. |
      | `XDG_CONFIG_HOME`, `XDG_DATA_HOME` | Where contexts and the user service, and completions, are kept; `~/.config`, `~/.local/share`. |
      | `JAVA_HOME` | The JDK 25 that `./gazette` and `./mvnw` take, before the usual folders. |

      [cli.md](cli.md) tells which of flag, environment, context and home wins.

      ## Limits

      Not settings: each is written once in the code, and what would pass it is refused with a reason of
      [errors.md](errors.md), or waits. Those of a token's calls are its own (`gazette auth token create --per-minute
      --per-day`): 60 a minute and 1,000 a day for each service unless told, 0 for none.

      """;

  @Test
  void configuration_tellsEverySettingAndLimit() throws IOException {
    String settings =
        KnownSettings.load().all().stream().map(ConfigurationDocumentTest::row).collect(joining());
    String variables =
        Arrays.stream(CommandVariable.values())
            .map(variable -> "| `%s` | %s |\n".formatted(variable, variable.meaning()))
            .collect(joining());
    new Document("configuration.md")
        .mustBe(HEAD + settings + OTHERS + variables + USUAL + Limits.markdown());
  }

  private static String row(Setting<?> setting) {
    String fallback = setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`";
    return "| `%s`<br>`%s` | %s | %s%s | %s |\n"
        .formatted(
            setting.key(),
            setting.variable(),
            fallback,
            setting.expected(),
            setting.secret() ? "; shown as `****`" : "",
            setting.meaning());
  }
}
