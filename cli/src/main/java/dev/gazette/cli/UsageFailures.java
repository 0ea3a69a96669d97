package dev.gazette.cli;

import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Group;
import dev.gazette.cli.output.Nearest;
import dev.gazette.cli.output.Text;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Puts what cannot be parsed into a sentence, with the nearest right verb or flag.
final class UsageFailures {

  private UsageFailures() {}

  static Failure of(ParameterException wrong) {
    var command = wrong.getCommandLine().getCommandSpec();
    if (wrong instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      return unmatched(unmatched.getUnmatched().getFirst(), command);
    }
    return Failure.usage("%s. %s", String.valueOf(wrong.getMessage()), seeHelp(command));
  }

  private static Failure unmatched(String word, CommandSpec command) {
    String shown = Text.line(word);
    String place = command.qualifiedName();
    if (word.startsWith("-")) {
      String flag = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      return Failure.usage(
          "%s has no option %s.%s %s",
          place, shown, Nearest.hint(flag, flags(command)), seeHelp(command));
    }
    if (verbs(command).isEmpty()) {
      return Failure.usage("%s does not take the argument %s. %s", place, shown, seeHelp(command));
    }
    String hint = Nearest.hint(word, verbs(command));
    return Failure.usage(
        "%s has no verb %s.%s %s",
        place, shown, hint.isEmpty() ? below(word, command) : hint, seeHelp(command));
  }

  /// Where a group below has that verb: ` Did you mean gazette card search?`, or nothing.
  private static String below(String word, CommandSpec command) {
    var places =
        verbs(command).stream()
            .filter(name ->
                command.userObject() instanceof Group group
                    && group.verb(name) instanceof Group deeper
                    && deeper.verbs().contains(word))
            .map(name -> String.join(" ", command.qualifiedName(), name, word))
            .toList();
    return places.isEmpty() ? "" : " Did you mean " + String.join(" or ", places) + "?";
  }

  static Failure verbMissing(CommandSpec command) {
    return Failure.usage(
        "%s needs a verb: %s. %s",
        command.qualifiedName(), String.join(", ", verbs(command)), seeHelp(command));
  }

  private static List<String> verbs(CommandSpec command) {
    return command.userObject() instanceof Group group
        ? group.verbs().stream().filter(name -> !name.startsWith("_")).toList()
        : List.of();
  }

  private static List<String> flags(CommandSpec command) {
    var flags = new ArrayList<String>();
    command.options().forEach(option -> flags.addAll(List.of(option.names())));
    return flags;
  }

  private static String seeHelp(CommandSpec command) {
    return "See `" + command.qualifiedName() + " --help`.";
  }
}
