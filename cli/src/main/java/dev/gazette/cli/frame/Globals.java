package dev.gazette.cli.frame;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options that every verb takes, before or after its name.
public class Globals {

  @Option(
      names = "--server",
      paramLabel = "HOST[:PORT]",
      scope = ScopeType.INHERIT,
      description =
          "Where Gazette is. PORT is the first of its five ports, 50051 unless told. TLS beyond"
              + " loopback.")
  @Nullable String server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The file that holds the token to call with.")
  @Nullable String tokenFile;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      scope = ScopeType.INHERIT,
      description =
          "How long it may take, e.g. 500ms, 30s, 5m: 30s unless the verb says otherwise.")
  @Nullable String timeout;

  @Option(
      names = "--json",
      scope = ScopeType.INHERIT,
      description = "Print JSON, errors on standard error too.")
  boolean json;

  @Option(
      names = {"-q", "--quiet"},
      scope = ScopeType.INHERIT,
      description = "Print ids only.")
  boolean quiet;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print this help.")
  boolean help;

  /// The server that was named by the option.
  public @Nullable String server() {
    return server;
  }

  /// The token file that was named by the option.
  public @Nullable String tokenFile() {
    return tokenFile;
  }

  /// The time that was named by the option.
  public @Nullable String timeout() {
    return timeout;
  }

  /// Whether to print JSON.
  public boolean json() {
    return json;
  }

  /// Whether to print ids only.
  public boolean quiet() {
    return quiet;
  }
}
