package dev.gazette.cli;

import dev.gazette.cli.frame.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/// All commands that a person may type, from the model.
final class Commands {

  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  private Commands() {}

  static List<CommandSpec> all() {
    var all = new ArrayList<CommandSpec>();
    collect(CommandTree.whole().model(), all);
    return all;
  }

  static Stream<CommandSpec> verbs() {
    return all().stream().filter(spec -> spec.userObject() instanceof Verb);
  }

  private static void collect(CommandSpec spec, List<CommandSpec> all) {
    if (!spec.usageMessage().hidden()) {
      all.add(spec);
      spec.subcommands().values().forEach(below -> collect(below.getCommandSpec(), all));
    }
  }

  /// The example lines of a command's help.
  static List<String> examples(CommandSpec spec) {
    return Stream.of(spec.usageMessage().footer())
        .map(String::strip)
        .filter(line -> line.contains("gazette "))
        .toList();
  }

  /// The arguments of an example, as a shell would split them.
  static List<String> arguments(String example) {
    String command = example.substring(example.indexOf("gazette ")).split(" > ", 2)[0];
    var words = new ArrayList<String>();
    var match = WORD.matcher(command);
    while (match.find()) {
      words.add(match.group(1) == null ? match.group(2) : match.group(1));
    }
    return words.subList(1, words.size());
  }
}
