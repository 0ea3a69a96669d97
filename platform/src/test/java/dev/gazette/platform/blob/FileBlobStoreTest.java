package dev.gazette.platform.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileBlobStoreTest extends BlobStoreContract {

  @TempDir Path folder;

  @Override
  BlobStore store() {
    return new FileBlobStore(folder.resolve("blobs"));
  }

  @Test
  void files_areTheirOwnersAlone() throws Exception {
    try (var draft = store().draft()) {
      draft.write(new byte[] {1});
      var file = folder.resolve("blobs").resolve(draft.keep().value());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
          .isEqualTo("rwx------");
    }
  }
}
