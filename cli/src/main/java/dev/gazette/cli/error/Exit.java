package dev.gazette.cli.error;

/// How a command ended, for scripts.
public enum Exit {
  /// Done.
  OK(0),
  /// The service, or the command itself, refused.
  REFUSED(1),
  /// The arguments cannot be read.
  USAGE(2),
  /// No service answers there.
  UNREACHABLE(3),
  /// There is no such thing.
  NOT_FOUND(4),
  /// The token does not hold, or may not do this.
  DENIED(5),
  /// It took longer than it might.
  TIMED_OUT(6);

  private final int code;

  Exit(int code) {
    this.code = code;
  }

  /// The process's exit code.
  public int code() {
    return code;
  }
}
