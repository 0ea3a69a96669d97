package dev.gazette.platform.service;

import dev.gazette.platform.config.Settings;
import dev.gazette.platform.config.StartRefused;
import dev.gazette.platform.error.Refusal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// The main program of services: starts them, and ends them on SIGTERM or SIGINT.
public final class ServiceMain {

  private static final int STARTED_TOGETHER = 2;

  private ServiceMain() {}

  /// Runs one service in this process, as each service's own main class does.
  public static void run(ServiceName service, String... arguments) {
    if (arguments.length > 0) {
      System.err.println(
          "A service takes no arguments; see docs/configuration.md for its settings.");
      System.exit(2);
    }
    run(List.of(service));
  }

  /// Runs some services in this process: the first one alone, since it warms the JVM for the
  /// others, which then start together. Returns when all serve; exits with 1 and a sentence on the
  /// error stream when one cannot.
  public static List<RunningService> run(List<ServiceName> services) {
    var running = new CopyOnWriteArrayList<RunningService>();
    try {
      var settings = Settings.load();
      running.add(new ServiceRunner(services.getFirst(), settings).start());
      startTogether(services.subList(1, services.size()), settings, running);
      closeAtExit(running);
      return List.copyOf(running);
    } catch (RuntimeException failure) {
      closeAll(running);
      var sentence = sentence(failure);
      if (sentence == null) {
        failure.printStackTrace();
      } else {
        System.err.println(sentence);
      }
      System.exit(1);
      throw failure;
    }
  }

  private static void startTogether(
      List<ServiceName> services, Settings settings, List<RunningService> running) {
    try (var threads = Executors.newFixedThreadPool(STARTED_TOGETHER)) {
      var starts =
          services.stream()
              .map(service ->
                  CompletableFuture.runAsync(
                      () -> running.add(new ServiceRunner(service, settings).start()), threads))
              .toArray(CompletableFuture<?>[]::new);
      CompletableFuture.allOf(starts).join();
    }
  }

  /// What to tell the person who started it; null for a fault, which deserves its stack trace.
  private static @Nullable String sentence(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof StartRefused || each instanceof Refusal) {
        return each.getMessage();
      }
    }
    return null;
  }

  /// A JVM that is told to end exits with 143; a stop that went well is no failure, so it halts
  /// with 0 once all is closed.
  private static void closeAtExit(List<RunningService> running) {
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("shutdown")
                .unstarted(() -> {
                  closeAll(running);
                  Runtime.getRuntime().halt(0);
                }));
  }

  /// All at once, so that five take no longer than one.
  private static void closeAll(List<RunningService> running) {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      running.forEach(service -> threads.execute(service::close));
    }
  }
}
