package dev.gazette.cli.card;

import dev.gazette.cli.frame.Session;
import dev.gazette.cli.process.ProcessTree;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What happens when this process is told to end while a command works on a card: the command is
/// told too, and this process lives on until the card is given back.
final class Interrupt implements AutoCloseable {

  /// A terminal interrupts the command itself, which may end by that in its own way.
  private static final Duration AFTER_THE_TERMINAL = Duration.ofSeconds(2);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// How long the rest may take: giving the card back, and saying so. Then the process is halted.
  private static final long REST_SECONDS = 30;

  private final boolean terminal;
  private final Thread hook = new Thread(this::pass, "interrupt");
  private boolean came;
  private @Nullable ProcessTree tree;

  private Interrupt(boolean terminal) {
    this.terminal = terminal;
  }

  /// Waits for an interrupt from here on.
  static Interrupt open(Session session) {
    var interrupt = new Interrupt(session.around().terminals().in());
    Runtime.getRuntime().addShutdownHook(interrupt.hook);
    return interrupt;
  }

  /// A command that can be started.
  interface Start {

    /// Starts it.
    ProcessTree run() throws IOException;
  }

  /// Starts the command to tell, unless an interrupt came before.
  synchronized Optional<ProcessTree> start(Start command) throws IOException {
    if (!came) {
      tree = command.run();
    }
    return Optional.ofNullable(tree);
  }

  /// Whether one came.
  synchronized boolean came() {
    return came;
  }

  private synchronized @Nullable ProcessTree come() {
    came = true;
    return tree;
  }

  private void pass() {
    var command = come();
    try {
      if (command != null) {
        if (!terminal || !command.await(AFTER_THE_TERMINAL)) {
          command.terminate();
        }
        if (!command.await(PATIENCE)) {
          command.end(Duration.ZERO);
        }
      }
      TimeUnit.SECONDS.sleep(REST_SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (!came()) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException _) {
        // It came just now, and there is nothing left to do.
      }
    }
  }
}
