package dev.gazette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Compares `docs/cli.md` with the commands; `-Ddocs=update` rewrites it.
final class ReferenceTest {

  private static final Path REFERENCE = Path.of("..", "docs", "cli.md");

  private static final String HEAD =
      """
      # The command line

      Written by `./mvnw test -pl cli -am -Dtest=ReferenceTest -Dsurefire.failIfNoSpecifiedTests=false -Ddocs=update`;
      a test compares it with the commands.

      ## Where it calls

      The first of these that is there: `--server`, `GAZETTE_SERVER`, `GAZETTE_HOME`, the context in use
      (`gazette auth use`), `~/.gazette`. A server is `HOST[:PORT]`, where PORT is the first of five that follow each
      other: governor, probe, board, inference, auth; 50051 unless told. A home tells its addresses in `run/endpoints`;
      without that file they are 50051 to 50055, moved by `GAZETTE_PORT_OFFSET`. Beyond loopback it speaks TLS, unless
      `GAZETTE_PRIVATE_NETWORK=true`.

      The token: `--token-file`, `GAZETTE_TOKEN_FILE`, else the one that belongs to the place: of the context, or the
      file `token` of the home. A server that is named without a token is only called when a context knows its token.
      Contexts are kept in `${XDG_CONFIG_HOME:-~/.config}/gazette/contexts.properties`, mode 0600.

      Other variables: `GAZETTE_BOARD` (the board where none is named, before the one that `gazette board use` chose),
      `GAZETTE_EPOCH` (the lease's epoch where none is named), `NO_COLOR`, `COLUMNS`.

      ## What it prints

      For people: tables and sentences, coloured on a terminal unless `NO_COLOR` is set. Control characters in other
      people's text are shown as escapes. With `-q`: ids only, one a line.

      With `--json`, which is a contract:

      - One object a line. Lists are `{"items": […], "next_page_token": "…"}`; streams are flushed line by line.
      - Every field of the resource is there, named as in its proto (snake_case). Absent messages and absent optional
        numbers are `null`; absent texts are `""`.
      - Numbers are numbers, 64-bit ones too. Times are ISO-8601 in UTC. Lengths of time are seconds. Enum values are
        short lower-case words, `unspecified` where nothing is said. Bytes are base64.
      - Errors stand on standard error as `{"reason", "message", "retryable", "metadata"}`.

      | exit code | meaning |
      | --- | --- |
      | 0 | done; also when the reader of the output went away |
      | 1 | refused |
      | 2 | the arguments cannot be read |
      | 3 | no service answers there |
      | 4 | there is no such thing |
      | 5 | the token does not hold, or may not do this |
      | 6 | it took longer than it might |

      Every write carries a fresh request id and is tried once more, under the same id, when the service was away.

      ## Commands

      """;

  @Test
  void reference_tellsTheCommands() throws IOException {
    String wanted =
        HEAD
            + Commands.all().stream()
                .map(spec ->
                    "### `%s`\n\n```text\n%s```\n"
                        .formatted(
                            spec.qualifiedName(),
                            spec.commandLine()
                                .getUsageMessage(CommandLine.Help.Ansi.OFF)
                                .lines()
                                .map(String::stripTrailing)
                                .collect(Collectors.joining("\n", "", "\n"))))
                .collect(Collectors.joining("\n"));
    if ("update".equals(System.getProperty("docs"))) {
      Files.createDirectories(REFERENCE.getParent());
      Files.writeString(REFERENCE, wanted);
    }
    assertThat(REFERENCE).as("docs/cli.md; rewrite it with -Ddocs=update").hasContent(wanted);
  }
}
