package dev.gazette.cli.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The files of a Hermes board's cards. Only those are read that lie below the folder of the board:
/// whatever its rows say, an import takes nothing else of this machine.
final class HermesAttachments implements AutoCloseable {

  private static final long LARGEST = 25L << 20;
  private static final long LARGEST_CARD = 256L << 20;
  private static final int MOST = 100;

  private final ResultSet rows;
  private final Path root;
  private final HermesRecords records;
  private final Map<String, Load> loads = new HashMap<>();
  private @Nullable InputStream open;
  private long missing;

  /// What a card has already.
  private record Load(int files, long bytes) {
    static final Load NONE = new Load(0, 0);

    boolean takes(long size) {
      return size <= LARGEST && files < MOST && bytes + size <= LARGEST_CARD;
    }

    Load and(long size) {
      return new Load(files + 1, bytes + size);
    }
  }

  /// Files that rows name, below a folder.
  HermesAttachments(ResultSet rows, Path folder, HermesRecords records) throws IOException {
    this.rows = rows;
    this.root = folder.toRealPath();
    this.records = records;
  }

  /// The next one that can be read; empty at the end.
  Optional<AttachedFile> next() throws SQLException, IOException {
    close();
    while (rows.next()) {
      var row = new HermesRow(rows);
      var path = below(row.text("stored_path"));
      long size = path.isEmpty() ? 0 : Files.size(path.get());
      var load = loads.getOrDefault(row.text("task_id"), Load.NONE);
      if (path.isPresent() && load.takes(size)) {
        var json = records.attachment(row, size);
        if (json.isPresent()) {
          loads.put(row.text("task_id"), load.and(size));
          var bytes = Files.newInputStream(path.get());
          open = bytes;
          return Optional.of(new AttachedFile(json.get(), row.text("filename"), bytes));
        }
      }
      missing++;
    }
    return Optional.empty();
  }

  /// How many were passed over: not there, elsewhere, too large, or of no card.
  long missing() {
    return missing;
  }

  private Optional<Path> below(String told) {
    try {
      var real = root.resolve(told).toRealPath();
      return real.startsWith(root) && Files.isRegularFile(real)
          ? Optional.of(real)
          : Optional.empty();
    } catch (IOException | InvalidPathException _) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.close();
    }
  }
}
