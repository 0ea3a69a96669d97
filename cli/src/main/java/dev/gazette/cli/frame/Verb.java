package dev.gazette.cli.frame;

/// One thing that the command does. picocli fills its options, then it runs once.
public interface Verb {

  /// Does it. Failures are thrown as {@link Failure}.
  void run(Session session);
}
