package dev.gazette.cli;

import dev.gazette.cli.frame.Group;
import dev.gazette.cli.frame.Syntax;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// The tree of commands, as picocli wants it. Building it all reads some sixty classes, so a run
/// builds the branch that its arguments name; only when that does not parse, and for help, the
/// whole.
final class CommandTree {

  private final Gazette gazette = new Gazette();
  private final CommandLine root;

  private CommandTree() {
    root = line(gazette);
  }

  /// All commands.
  static CommandTree whole() {
    var tree = new CommandTree();
    tree.growAll(tree.root, tree.gazette);
    tree.settle();
    return tree;
  }

  /// The branch that some arguments name.
  static CommandTree branch(List<String> arguments) {
    var tree = new CommandTree();
    tree.growTowards(tree.root, tree.gazette, arguments);
    tree.settle();
    return tree;
  }

  private void growAll(CommandLine line, Group group) {
    for (String name : group.verbs()) {
      var verb = group.verb(name);
      var below = add(line, name, verb);
      if (verb instanceof Group deeper) {
        growAll(below, deeper);
      }
    }
  }

  private void growTowards(CommandLine line, Group group, List<String> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      String name = arguments.get(i);
      if (group.verbs().contains(name)) {
        var verb = group.verb(name);
        var below = add(line, name, verb);
        if (verb instanceof Group deeper) {
          growTowards(below, deeper, arguments.subList(i + 1, arguments.size()));
        }
        return;
      }
    }
  }

  private static CommandLine add(CommandLine line, String name, Object verb) {
    var below = line(verb);
    line.addSubcommand(name, below);
    return below;
  }

  private static CommandLine line(Object command) {
    return new CommandLine(Syntax.of(command), Syntax.LISTS);
  }

  /// What holds for all commands. An argument that begins with `@` is an argument, not a file.
  private void settle() {
    root.setExpandAtFiles(false)
        .setInterpolateVariables(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(false)
        .setUsageHelpWidth(100);
  }

  /// The options that every verb takes, as the last parse filled them.
  Gazette gazette() {
    return gazette;
  }

  /// The parser.
  CommandLine parser() {
    return root;
  }

  /// The model, for help, completion and reference.
  CommandSpec model() {
    return root.getCommandSpec();
  }
}
