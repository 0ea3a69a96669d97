package dev.gazette.cli.process;

import dev.gazette.cli.error.Failure;
import java.io.Console;
import java.util.Optional;

/// Asks a person for what nobody else may see.
public final class Secrets {

  private Secrets() {}

  /// What is typed, without showing it.
  public static String ask(String prompt) {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(console -> console.readPassword("%s", prompt))
        .map(String::new)
        .orElseThrow(() ->
            Failure.usage(
                "Cannot ask without showing what is typed: pipe it in, or let standard output be"
                    + " the terminal."));
  }
}
