package dev.gazette.platform.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What every kind of blob store promises.
abstract class BlobStoreContract {

  private static final int PIECE = 300_000;

  abstract BlobStore store() throws Exception;

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  private static BlobId keep(BlobStore store, byte[]... pieces) throws IOException {
    try (var draft = store.draft()) {
      for (byte[] piece : pieces) {
        draft.write(piece);
      }
      return draft.keep();
    }
  }

  private static byte[] read(BlobStore store, BlobId id) throws IOException {
    var all = new ByteArrayOutputStream();
    store.read(id, all::writeBytes);
    return all.toByteArray();
  }

  private static Instant later() {
    return Instant.now().plus(Duration.ofMinutes(1));
  }

  @Test
  void whatIsKept_isReadAsItWas() throws Exception {
    var store = store();
    var piece = bytes(PIECE);
    var id = keep(store, piece, piece, new byte[] {7});
    assertThat(read(store, id)).hasSize(2 * PIECE + 1).startsWith(piece).endsWith(7);
    assertThat(read(store, keep(store))).isEmpty();
  }

  @Test
  void aDraftThatIsNotKept_leavesNothing() throws Exception {
    var store = store();
    try (var draft = store.draft()) {
      draft.write(bytes(10));
    }
    assertThat(store.sweep(later(), _ -> true)).isZero();
  }

  @Test
  void sweep_takesWhatIsOldAndNotNeeded_andDraftsOfTheDead() throws Exception {
    var store = store();
    var needed = keep(store, bytes(10));
    var orphan = keep(store, bytes(10));
    var _ = store.draft(); // Whoever wrote it was killed.
    assertThat(store.sweep(Instant.now().minusSeconds(60), _ -> false)).as("young").isZero();
    assertThat(store.sweep(later(), needed::equals)).isEqualTo(2);
    assertThat(read(store, needed)).hasSize(10);
    assertThatThrownBy(() -> read(store, orphan)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void delete_ofWhatIsGone_isNoError() throws Exception {
    var store = store();
    var id = keep(store, bytes(10));
    store.delete(id);
    store.delete(id);
    assertThatThrownBy(() -> read(store, id)).isInstanceOf(NoSuchFileException.class);
  }
}
