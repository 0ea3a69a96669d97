package dev.gazette.board.attachment;

import com.google.errorprone.annotations.FormatMethod;
import dev.gazette.board.board.CardId;
import dev.gazette.board.card.Cards;
import dev.gazette.platform.access.Actor;
import dev.gazette.platform.blob.BlobId;
import dev.gazette.platform.blob.BlobStore;
import dev.gazette.platform.blob.FileBlobStore;
import dev.gazette.platform.testkit.TestStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/// Files of simulated cards, in a real folder: a file that a row names is there, whole; what no row
/// names goes with the next sweep, once it is old; what an event told of is what there is.
public final class Filing {

  private static final Actor ANNA = new Actor("anna", "c1");
  private static final int LARGEST = 3_000;

  private final TestStore store;
  private final Attachments attachments;
  private final Path folder;
  private final BlobStore blobs;
  private final Set<Path> dated = new HashSet<>();
  private final Set<String> numbers = new HashSet<>();

  /// Files in a folder, whatever lay there before.
  public Filing(TestStore store, Cards cards, Path folder) {
    this.store = store;
    this.attachments = new Attachments(cards);
    this.folder = folder;
    this.blobs = new FileBlobStore(folder);
    files().forEach(Filing::delete);
  }

  @FormatMethod
  private static void unless(boolean holds, String promise, Object... about) {
    if (!holds) {
      throw new AssertionError(promise.formatted(about));
    }
  }

  /// Attaches a file of whatever bytes, as an upload does: they are on the disk first.
  ///
  /// @param epoch of the lease that the worker says it has; 0 for none
  /// @param seed of the bytes, and of the name, which the card may have already
  public String attach(CardId card, long epoch, int seed) {
    var random = new Random(seed);
    byte[] bytes = new byte[random.nextInt(LARGEST)];
    random.nextBytes(bytes);
    try {
      var checksum = new Checksum();
      checksum.add(bytes);
      var upload =
          new Attachments.Upload(
              "file" + seed % 3 + ".txt",
              "text/plain",
              bytes.length,
              checksum.hex(),
              keep(bytes),
              epoch);
      var file = store.write(tx -> attachments.attach(tx, ANNA, card, upload));
      unless(numbers.add(card + "/" + file.id()), "%s has a number for the second time", file);
      return "%s/%d, %d bytes".formatted(card, file.id(), bytes.length);
    } finally {
      date();
    }
  }

  private BlobId keep(byte[] bytes) {
    try (var draft = blobs.draft()) {
      draft.write(bytes);
      return draft.keep();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// Begins to take a file in, and is killed.
  public String dieAmid() {
    try {
      blobs.draft().write(new byte[1]);
      date();
      return "nothing: a draft is left";
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /// New files are of the time that it is in the simulation.
  private void date() {
    for (var file : files()) {
      if (dated.add(file)) {
        try {
          Files.setLastModifiedTime(file, FileTime.from(store.clock().instant()));
        } catch (IOException failure) {
          throw new UncheckedIOException(failure);
        }
      }
    }
  }

  /// Takes a file of a card away.
  public String remove(CardId card, int choice) {
    var files = store.read(session -> attachments.list(session, card, 0, 1_000));
    if (files.isEmpty()) {
      return "nothing: %s has no file".formatted(card);
    }
    var file = files.get(choice % files.size());
    store.write(tx -> attachments.remove(tx, ANNA, card, file.id()));
    return "%s/%d".formatted(card, file.id());
  }

  /// Sweeps, as the job does.
  public String sweep() {
    var before = store.clock().instant().minus(BlobUpkeep.YOUNG);
    int swept;
    try {
      swept = blobs.sweep(before, blob -> store.read(s -> AttachmentStore.needs(s, blob)));
      var needed = new HashSet<Path>();
      rows().forEach(row -> needed.add(folder.resolve(row.blob().value())));
      for (var file : files()) {
        unless(
            needed.contains(file) || !Files.getLastModifiedTime(file).toInstant().isBefore(before),
            "what nobody needs was not swept");
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return "nothing told: %d swept".formatted(swept);
  }

  /// Looks at every file that there is.
  ///
  /// @param told what the log tells, each as `OPS-1/3 name size sha256`
  public void check(Set<String> told) {
    var found = new TreeSet<String>();
    var names = new HashSet<String>();
    for (var row : rows()) {
      String file = row.card() + "/" + row.id();
      unless(
          names.add(row.card() + " " + row.name()), "%s has two files %s", row.card(), row.name());
      found.add("%s %s %d %s".formatted(file, row.name(), row.size(), row.sha256()));
      var checksum = new Checksum();
      try {
        blobs.read(row.blob(), checksum::add);
      } catch (IOException failure) {
        throw new AssertionError(file + " cannot be read: " + failure, failure);
      }
      unless(
          checksum.size() == row.size() && checksum.hex().equals(row.sha256()),
          "%s is not what was attached",
          file);
    }
    unless(found.equals(told), "files are %s and were told to be %s", found, told);
  }

  private record Row(CardId card, long id, String name, long size, String sha256, BlobId blob) {}

  private List<Row> rows() {
    return store.read(session ->
        session
            .sql(
                """
                SELECT UPPER(board_id) || '-' || number, id, name, size, sha256, blob_id FROM attachment
                 WHERE blob_id IS NOT NULL
                """)
            .list(rows ->
                new Row(
                    CardId.parse(rows.getString(1)),
                    rows.getLong(2),
                    rows.getString(3),
                    rows.getLong(4),
                    rows.getString(5),
                    new BlobId(rows.getString(6)))));
  }

  private List<Path> files() {
    var files = new ArrayList<Path>();
    try (var found = Files.newDirectoryStream(folder)) {
      found.forEach(files::add);
      return files;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
