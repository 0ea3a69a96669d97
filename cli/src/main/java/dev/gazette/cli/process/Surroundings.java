package dev.gazette.cli.process;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// The world around one run: environment variables, streams, and which of them are a terminal.
///
/// @param variables the environment variables
/// @param userHome the folder of the user
/// @param in standard input
/// @param out standard output
/// @param err standard error
/// @param terminals which streams a person sits at
public record Surroundings(
    Map<String, String> variables,
    Path userHome,
    InputStream in,
    OutputStream out,
    OutputStream err,
    Terminals terminals) {

  /// Those of this process.
  public static Surroundings ofProcess() {
    return new Surroundings(
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        Terminals.ofProcess());
  }

  /// An environment variable that is set to something.
  public Optional<String> variable(String name) {
    return Optional.ofNullable(variables.get(name)).filter(value -> !value.isBlank());
  }
}
