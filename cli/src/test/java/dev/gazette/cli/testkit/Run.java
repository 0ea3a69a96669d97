package dev.gazette.cli.testkit;

import dev.gazette.cli.Cli;
import dev.gazette.cli.process.Surroundings;
import dev.gazette.cli.process.Terminals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs the command as a process would, in this one.
public final class Run {

  private final Path userHome;
  private final Map<String, String> variables = new HashMap<>();
  private String input = "";
  private Terminals terminals = Terminals.NONE;

  /// What a run left.
  ///
  /// @param exit its exit code
  /// @param out what it printed
  /// @param err what it complained of
  public record Result(int exit, String out, String err) {
    /// The lines that it printed.
    public List<String> lines() {
      return out.lines().toList();
    }

    /// What it printed, if it ended well; else a failure of the test.
    public String ok() {
      if (exit != 0) {
        throw new AssertionError("Exit code " + exit + ": " + out + err);
      }
      return out;
    }
  }

  /// Runs of a person whose home is a folder.
  public Run(Path userHome) {
    this.userHome = userHome;
  }

  /// Sets an environment variable. Returns this.
  public Run with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  /// Pipes a text in. Returns this.
  public Run piping(String text) {
    input = text;
    return this;
  }

  /// Sits at a terminal. Returns this.
  public Run at(Terminals streams) {
    terminals = streams;
    return this;
  }

  /// The surroundings of a run that prints into streams.
  public Surroundings surroundings(OutputStream out, OutputStream err) {
    return new Surroundings(
        variables,
        userHome,
        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
        out,
        err,
        terminals);
  }

  /// Runs.
  public Result gazette(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exit = new Cli(surroundings(out, err)).run(List.of(arguments));
    return new Result(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
