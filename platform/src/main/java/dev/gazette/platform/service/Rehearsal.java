package dev.gazette.platform.service;

import java.util.List;

/// Starts one service and ends it when it serves. The build of an image runs it twice in a home
/// that is thrown away: first to make the databases, then for the JVM to note what a start loads,
/// in an AOT cache.
public final class Rehearsal {

  private Rehearsal() {}

  /// Rehearses the service whose name is the only argument.
  public static void main(String... arguments) {
    var service =
        List.of(arguments).stream()
            .findFirst()
            .flatMap(ServiceName::of)
            .orElseThrow(
                () -> new IllegalArgumentException("Give the name of one service, e.g. board"));
    ServiceMain.run(List.of(service));
    System.exit(0);
  }
}
