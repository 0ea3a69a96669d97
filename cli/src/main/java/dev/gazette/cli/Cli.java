package dev.gazette.cli;

import dev.gazette.cli.error.Exit;
import dev.gazette.cli.error.Failure;
import dev.gazette.cli.frame.Session;
import dev.gazette.cli.frame.Verb;
import dev.gazette.cli.output.ClosedPipe;
import dev.gazette.cli.output.Json;
import dev.gazette.cli.output.Output;
import dev.gazette.cli.output.Style;
import dev.gazette.cli.output.Text;
import dev.gazette.cli.process.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// One run of the command: parse, do, and say how it ended.
public final class Cli {

  private final Surroundings around;

  /// A run in these surroundings.
  public Cli(Surroundings around) {
    this.around = around;
  }

  /// Runs, and tells the exit code.
  public int run(List<String> arguments) {
    boolean json = arguments.contains("--json");
    try {
      run(parse(arguments));
      return Exit.OK.code();
    } catch (ClosedPipe _) {
      return Exit.OK.code();
    } catch (Failure failure) {
      complain(failure, json);
      return failure.exit().code();
    }
  }

  private static CommandTree parse(List<String> arguments) {
    String[] words = arguments.toArray(String[]::new);
    var branch = CommandTree.branch(arguments);
    try {
      branch.parser().parseArgs(words);
      return branch;
    } catch (ParameterException _) {
      return parseWhole(words);
    }
  }

  private static CommandTree parseWhole(String... words) {
    var whole = CommandTree.whole();
    try {
      whole.parser().parseArgs(words);
      return whole;
    } catch (ParameterException wrong) {
      throw UsageFailures.of(wrong);
    }
  }

  private void run(CommandTree tree) {
    var asked = deepest(tree.parser().getParseResult());
    if (asked.isUsageHelpRequested()) {
      print(Help.of(asked.commandSpec()));
    } else if (tree.gazette().version) {
      print(Version.line());
    } else if (asked.commandSpec().userObject() instanceof Verb verb) {
      try (var session = new Session(tree.gazette(), around)) {
        verb.run(session);
        session.out().flush();
      }
    } else {
      throw UsageFailures.verbMissing(asked.commandSpec());
    }
  }

  private static ParseResult deepest(ParseResult result) {
    return result.hasSubcommand() ? deepest(result.subcommand()) : result;
  }

  private void print(String text) {
    var out = new Output(around.out(), Output.Form.PEOPLE, new Style(false), 0);
    out.write(text.stripTrailing());
    out.flush();
  }

  private void complain(Failure failure, boolean json) {
    var line = json ? Json.of(contract(failure)) : "gazette: " + Text.line(failure.sentence());
    try {
      around.err().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      around.err().flush();
    } catch (IOException _) {
      // Nobody reads what goes wrong; the exit code says it.
    }
  }

  private static Map<String, Object> contract(Failure failure) {
    var error = new LinkedHashMap<String, Object>();
    error.put("reason", failure.reason());
    error.put("message", failure.sentence());
    error.put("retryable", failure.retryable());
    error.put("metadata", failure.metadata());
    return error;
  }
}
