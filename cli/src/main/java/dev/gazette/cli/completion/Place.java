package dev.gazette.cli.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Where in the tree of commands some words lead: to a command, how many of its arguments are
/// given, and which option waits for its value.
final class Place {

  /// Stands for the names of files, which the shell knows best.
  static final String FILES = ":files";

  private CommandSpec command;
  private int given;
  private @Nullable OptionSpec waiting;

  Place(CommandSpec root, List<String> words) {
    command = root;
    words.forEach(this::step);
  }

  private void step(String word) {
    if (waiting != null) {
      waiting = null;
    } else if (word.startsWith("-") && word.length() > 1) {
      var option = command.findOption(word);
      waiting = option != null && option.arity().max() > 0 ? option : null;
    } else if (command.subcommands().containsKey(word)) {
      command = Objects.requireNonNull(command.subcommands().get(word)).getCommandSpec();
      given = 0;
    } else {
      given++;
    }
  }

  /// What may stand next.
  List<String> candidates(String unfinished, LiveNames names) {
    if (waiting != null) {
      return values(waiting, names);
    }
    if (unfinished.startsWith("-")) {
      return options();
    }
    if (!command.subcommands().isEmpty()) {
      return verbs();
    }
    return command.positionalParameters().stream()
        .filter(parameter -> parameter.index().contains(given))
        .findFirst()
        .map(parameter -> values(parameter, names))
        .orElse(List.of());
  }

  private List<String> verbs() {
    return command.subcommands().entrySet().stream()
        .filter(verb -> !verb.getValue().getCommandSpec().usageMessage().hidden())
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<String> options() {
    var options = new ArrayList<String>();
    command.options().stream()
        .filter(option -> !option.hidden())
        .forEach(option -> options.add(option.longestName()));
    return options;
  }

  private static List<String> values(ArgSpec argument, LiveNames names) {
    String label = argument.paramLabel();
    return switch (label) {
      case "FILE", "PATH" -> List.of(FILES);
      default -> names.of(label);
    };
  }
}
