package dev.gazette.board.card;

import dev.gazette.platform.testkit.EmbeddedPostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Replicas of the board's service as they run, on one PostgreSQL: each has a home and ports of its
/// own, and all have one key.
final class Replicas implements AutoCloseable {

  private static final Path KEY = Path.of("home", "data", "board", "key");

  private final Path folder;
  private final String url = EmbeddedPostgresServer.freshDatabase();
  private final List<LiveBoard> all = new ArrayList<>();

  /// No replica yet.
  Replicas(Path folder) {
    this.folder = folder;
  }

  /// Starts another one.
  LiveBoard start() throws IOException {
    var place = folder.resolve("replica-" + all.size());
    if (!all.isEmpty()) {
      Files.createDirectories(place.resolve(KEY).getParent());
      Files.copy(folder.resolve("replica-0").resolve(KEY), place.resolve(KEY));
    }
    var replica =
        new LiveBoard(
            place,
            Map.of("gazette.board.database-url", url, "gazette.board.hook-allow", "127.0.0.1"));
    all.add(replica);
    return replica;
  }

  @Override
  public void close() {
    all.forEach(LiveBoard::close);
  }
}
