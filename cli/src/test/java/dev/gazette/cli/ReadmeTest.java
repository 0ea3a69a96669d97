package dev.gazette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Compares the commands of the root `README.md` with those that there are.
final class ReadmeTest {

  private static final Path ROOT = Path.of("..");
  private static final Pattern BLOCK = Pattern.compile("(?s)```(?:sh|console)\\n(.*?)```");
  private static final Pattern COMMAND =
      Pattern.compile("(?:^|[|&] )(?:\\./)?(gazette (?:'[^']*'|[^|>&;'])+)");
  private static final Pattern LINK = Pattern.compile("]\\(([^):#]+)\\)");

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }

  /// The lines that a person types: those after a prompt, and all of a block without one.
  private static List<String> typed() throws IOException {
    return BLOCK
        .matcher(readme())
        .results()
        .map(block -> block.group(1))
        .flatMap(block -> typed(block.lines().toList()))
        .toList();
  }

  private static Stream<String> typed(List<String> block) {
    var prompted = block.stream().filter(line -> line.startsWith("$ ")).toList();
    return prompted.isEmpty() ? block.stream() : prompted.stream().map(line -> line.substring(2));
  }

  @Test
  void commands_parse() throws IOException {
    var seen = new ArrayList<String>();
    for (String line : typed()) {
      var match = COMMAND.matcher(line);
      while (match.find()) {
        var words = Commands.arguments(match.group(1).split(" #", 2)[0]);
        assertThatCode(() -> CommandTree.whole().parser().parseArgs(words.toArray(String[]::new)))
            .as(line)
            .doesNotThrowAnyException();
        seen.add(match.group(1));
      }
    }
    assertThat(seen).as("commands of the README").hasSizeGreaterThan(20);
  }

  @Test
  void theTwoCommands_areThere() throws IOException {
    for (String command : List.of("./gazette up", "./mvnw verify")) {
      assertThat(typed()).anyMatch(line -> line.startsWith(command));
      assertThat(ROOT.resolve(command.split(" ", 2)[0])).isExecutable();
    }
  }

  @Test
  void links_leadSomewhere() throws IOException {
    assertThat(LINK.matcher(readme()).results().map(link -> ROOT.resolve(link.group(1))))
        .isNotEmpty()
        .allSatisfy(path -> assertThat(path).exists());
  }
}
