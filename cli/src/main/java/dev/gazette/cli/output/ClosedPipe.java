package dev.gazette.cli.output;

/// Whoever read the output stopped reading: nothing more has to be done, and nothing went wrong.
public final class ClosedPipe extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ClosedPipe() {
    super("The reader of the output went away.", null, false, false);
  }
}
