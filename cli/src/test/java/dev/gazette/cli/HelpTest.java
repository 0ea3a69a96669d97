package dev.gazette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.gazette.cli.testkit.Run;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HelpTest {

  @TempDir Path folder;

  @Test
  void everyCommand_hasExamplesThatParse() {
    for (var spec : Commands.all()) {
      assertThat(Commands.examples(spec)).as(spec.qualifiedName()).isNotEmpty();
      for (String example : Commands.examples(spec)) {
        var arguments = Commands.arguments(example).toArray(String[]::new);
        assertThatCode(() -> CommandTree.whole().parser().parseArgs(arguments))
            .as(example)
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void everyVerb_isInOneOfItsOwnExamples() {
    Commands.verbs()
        .forEach(spec ->
            assertThat(Commands.examples(spec))
                .as(spec.qualifiedName())
                .anyMatch(example -> example.contains(spec.qualifiedName())));
  }

  @Test
  void everyOption_isDescribed() {
    for (var spec : Commands.all()) {
      assertThat(spec.usageMessage().description()).as(spec.qualifiedName()).isNotEmpty();
      spec.args()
          .forEach(argument ->
              assertThat(String.join("", argument.description()))
                  .as(spec.qualifiedName() + " " + argument.paramLabel())
                  .endsWith("."));
    }
  }

  @Test
  void help_isPrintedForGroupAndVerb() {
    var run = new Run(folder);
    assertThat(run.gazette("--help").out()).contains("card", "Exit codes").doesNotContain("__");
    assertThat(run.gazette("card", "--help").out()).contains("create", "claim");
    assertThat(run.gazette("card", "claim", "-h").out()).contains("--next", "Examples:");
    assertThat(run.gazette("--version").out()).isEqualTo(Version.line() + "\n");
    assertThat(run.gazette("card", "-V").exit()).isEqualTo(2);
  }
}
