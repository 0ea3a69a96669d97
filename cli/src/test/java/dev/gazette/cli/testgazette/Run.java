package dev.gazette.cli.testgazette;

import dev.gazette.cli.Cli;
import dev.gazette.cli.process.Surroundings;
import dev.gazette.cli.process.Terminals;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
  }

  /// Runs of a person whose home is a folder.
  public Run(Path userHome) {
    this.userHome = userHome;
  }

  /// Runs against one Gazette.
  public static Run against(TestGazette gazette) {
    return new Run(gazette.home().resolveSibling("person"))
        .with("GAZETTE_HOME", gazette.home().toString());
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
  public Surroundings surroundings(java.io.OutputStream out, java.io.OutputStream err) {
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
