package dev.gazette.deploy;

import dev.gazette.cli.testkit.Run;
import dev.gazette.inference.ollama.Exchange;
import dev.gazette.inference.ollama.StandInOllama;
import dev.gazette.platform.testkit.GitRepository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The one machine that Gazette runs on, with a model server beside it, for all tests that only use
/// it. Each works on a board and in repositories of its own, and leaves Gazette up.
///
/// The model says again what it was told, word by word; told to `Hang`, it says nothing.
final class Running implements AutoCloseable {

  private final Semaphore abandoned = new Semaphore(0);
  private final StandInOllama ollama = new StandInOllama(this::play);
  private final Machine machine;

  private Running() {
    machine = new Machine(emptied(Path.of("target", "running-" + Machine.FORK)));
    machine.set("GAZETTE_INFERENCE_OLLAMA_URL", ollama.url().toString());
    machine.set("GAZETTE_INFERENCE_DEFAULT_MODEL", "parrot");
    machine.set("GAZETTE_BOARD_HOOK_ALLOW", "127.0.0.1");
    machine.set("GAZETTE_BOARD_HOOK_COMMANDS", "note=tee " + machine.folder().resolve("noted"));
    try {
      machine.gazette("up").ok();
    } catch (AssertionError failure) {
      close();
      throw failure;
    }
  }

  /// Hands it to the tests that ask for it.
  static final class Shared implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType() == Running.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
      return test.getRoot()
          .getStore(Namespace.GLOBAL)
          .getOrComputeIfAbsent(Running.class, _ -> new Running());
    }
  }

  private static Path emptied(Path folder) {
    try {
      Files.createDirectories(folder);
      try (var all = Files.walk(folder)) {
        for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
      return Files.createDirectory(folder);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void play(Exchange exchange) throws IOException, InterruptedException {
    try {
      if (exchange.words()[0].equals("Hang")) {
        exchange.awaitGone();
        abandoned.release();
      } else {
        StandInOllama.Script.parrot().play(exchange);
      }
    } catch (IOException gone) {
      abandoned.release();
      throw gone;
    }
  }

  /// The machine, for what must run as a process.
  Machine machine() {
    return machine;
  }

  /// The command, run in this process.
  Run run() {
    var run = new Run(machine.user());
    machine.environment().forEach(run::with);
    return run;
  }

  /// The same, on a new board. Its cards are called after it, in capitals.
  Run onBoard(String board) {
    run().gazette("board", "create", board).ok();
    return run().with("GAZETTE_BOARD", board);
  }

  /// A new repository, which is registered under its folder's name.
  GitRepository repository(String name) {
    var repository = GitRepository.withCommit(machine.folder().resolve(name));
    run().gazette("repo", "register", repository.path().toString()).ok();
    return repository;
  }

  /// Whether somebody who asked the model went away, or does so soon. How soon is no matter of a
  /// test.
  boolean wasAbandoned() throws InterruptedException {
    return abandoned.tryAcquire(20, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    machine.close();
    ollama.close();
  }
}
