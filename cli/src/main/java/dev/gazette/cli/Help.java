package dev.gazette.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The help of a command, made from the whole tree, so that groups list all their verbs.
final class Help {

  private Help() {}

  /// The help of the command at the place of a branch.
  static String of(CommandSpec asked) {
    CommandLine line = CommandTree.whole().parser();
    for (String name : path(asked)) {
      line = Objects.requireNonNull(line.getSubcommands().get(name), name);
    }
    return line.getUsageMessage(CommandLine.Help.Ansi.OFF);
  }

  private static List<String> path(CommandSpec asked) {
    var path = new ArrayList<String>();
    for (var spec = asked; spec.parent() != null; spec = spec.parent()) {
      path.addFirst(spec.name());
    }
    return path;
  }
}
