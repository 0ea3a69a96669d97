package dev.gazette.platform.blob;

import dev.gazette.platform.store.Dialect;
import dev.gazette.platform.store.Session;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.sql.DataSource;

/// Blobs as rows of PostgreSQL, a chunk each, so that all replicas have them: the tables `blob` and
/// `blob_chunk`. Written on connections of the readers' pool, one statement at a time: nothing of
/// it waits for the writer, nor the writer for it.
public final class RowBlobStore implements BlobStore {

  private static final int PAGE = 500;

  private final DataSource pool;

  /// A store in the database of a pool.
  public RowBlobStore(DataSource pool) {
    this.pool = pool;
  }

  private interface Work<T> {
    T on(Session session) throws SQLException, IOException;
  }

  private <T> T with(Work<T> work) throws IOException {
    try (var session = new Session(pool.getConnection(), Dialect.POSTGRESQL)) {
      return work.on(session);
    } catch (SQLException failure) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  @Override
  public Draft draft() throws IOException {
    var id = BlobId.fresh();
    with(session ->
        session
            .sql(
                """
                INSERT INTO blob (id, kept, created_at_ms)
                VALUES (?, 0, (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::bigint)
                """,
                id.value())
            .update());
    return new RowDraft(id);
  }

  @Override
  public void read(BlobId id, Sink sink) throws IOException {
    boolean kept =
        with(session ->
            session.sql("SELECT 1 FROM blob WHERE id = ? AND kept = 1", id.value()).exists());
    if (!kept) {
      throw new NoSuchFileException(id.value());
    }
    for (int part = 0; ; part++) {
      var piece = piece(id, part);
      if (piece.isEmpty()) {
        return;
      }
      sink.accept(piece.get());
    }
  }

  private Optional<byte[]> piece(BlobId id, int part) throws IOException {
    return with(session ->
        session
            .sql("SELECT bytes FROM blob_chunk WHERE blob_id = ? AND part = ?", id.value(), part)
            .first(rows -> rows.getBytes(1)));
  }

  @Override
  public void delete(BlobId id) throws IOException {
    with(session -> {
      session.sql("DELETE FROM blob_chunk WHERE blob_id = ?", id.value()).update();
      return session.sql("DELETE FROM blob WHERE id = ?", id.value()).update();
    });
  }

  @Override
  public int sweep(Instant before, Predicate<BlobId> needed) throws IOException {
    int swept = 0;
    var page = old(before, "");
    while (!page.isEmpty()) {
      for (var blob : page) {
        if (!blob.kept() || !needed.test(blob.id())) {
          delete(blob.id());
          swept++;
        }
      }
      page = old(before, page.getLast().id().value());
    }
    return swept;
  }

  private record Found(BlobId id, boolean kept) {}

  private List<Found> old(Instant before, String after) throws IOException {
    return with(session ->
        session
            .sql(
                "SELECT id, kept FROM blob WHERE id > ? AND created_at_ms < ? ORDER BY id LIMIT ?",
                after,
                before,
                PAGE)
            .list(rows -> new Found(new BlobId(rows.getString(1)), rows.getLong(2) == 1)));
  }

  /// A row that is not marked as kept.
  private final class RowDraft implements Draft {

    private final BlobId id;
    private int parts;
    private boolean kept;

    RowDraft(BlobId id) {
      this.id = id;
    }

    @Override
    public void write(byte[] bytes) throws IOException {
      int part = parts++;
      with(session ->
          session
              .sql(
                  "INSERT INTO blob_chunk (blob_id, part, bytes) VALUES (?, ?, ?)",
                  id.value(),
                  part,
                  bytes)
              .update());
    }

    @Override
    public BlobId keep() throws IOException {
      int changed =
          with(
              session -> session.sql("UPDATE blob SET kept = 1 WHERE id = ?", id.value()).update());
      if (changed == 0) {
        throw new IOException("it took so long to come that it was swept");
      }
      kept = true;
      return id;
    }

    @Override
    public void close() throws IOException {
      if (!kept) {
        delete(id);
      }
    }
  }
}
