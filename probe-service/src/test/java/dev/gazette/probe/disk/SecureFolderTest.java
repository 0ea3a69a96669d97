package dev.gazette.probe.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.testkit.DiskSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecureFolderTest {

  @TempDir Path folder;
  private Path parent;
  private Path inside;
  private Path outside;

  @BeforeEach
  void make() throws IOException {
    folder = folder.toRealPath();
    parent = Files.createDirectory(folder.resolve("parent"));
    inside = Files.createDirectory(parent.resolve("naïve name"));
    outside = folder.resolve("outside");
    Files.createDirectories(outside.resolve("naïve name"));
  }

  private static void write(Path path) throws IOException {
    try (var open = SecureFolder.open(path)) {
      open.delete("draft");
      open.create(
          "draft",
          "text".getBytes(StandardCharsets.UTF_8),
          PosixFilePermissions.fromString("rw-------"));
      open.rename("draft", "file");
      open.sync();
    }
  }

  @Test
  void create_andRename_setModeAndContent() throws IOException {
    write(inside);
    assertThat(inside.resolve("file")).hasContent("text");
    assertThat(Files.getPosixFilePermissions(inside.resolve("file")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    assertThat(inside.resolve("draft")).doesNotExist();
  }

  @Test
  void create_doesNotFollowALinkThatIsThere() throws IOException {
    Files.createSymbolicLink(inside.resolve("draft"), outside.resolve("victim"));
    try (var open = SecureFolder.open(inside)) {
      assertThatThrownBy(
              () -> open.create("draft", new byte[1], PosixFilePermissions.fromString("rw-------")))
          .isInstanceOf(IOException.class);
    }
    assertThat(outside.resolve("victim")).doesNotExist();
  }

  @Test
  void open_throughALinkIsRefused() throws IOException {
    Files.move(parent, folder.resolve("moved"));
    Files.createSymbolicLink(parent, folder.resolve("moved"));
    assertThatThrownBy(() -> SecureFolder.open(inside))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("follows no links");
  }

  @Test
  void open_ofAPipeDoesNotWait() throws Exception {
    new ProcessBuilder("mkfifo", parent.resolve("pipe").toString()).start().waitFor();
    assertThatThrownBy(() -> SecureFolder.open(parent.resolve("pipe"))).isInstanceOf(Refusal.class);
  }

  @Test
  void open_ofWhatVanishedSaysSo() {
    assertThatThrownBy(() -> SecureFolder.open(parent.resolve("none")))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("no longer there");
  }

  /// While somebody swaps the parent for a link to another folder, in a loop, every write lands in
  /// the folder that was meant, or nowhere.
  @Test
  void write_whileTheParentIsSwappedForALink_neverLeavesTheFolder() throws Exception {
    var before = DiskSnapshot.of(outside);
    Path aside = folder.resolve("aside");
    Path link = Files.createSymbolicLink(folder.resolve("link"), outside);
    var stop = new AtomicBoolean();
    var swapper = Thread.ofPlatform().start(() -> swap(aside, link, stop));
    int written = 0;
    int refused = 0;
    for (int round = 0; round < 200_000 && (written < 300 || refused < 300); round++) {
      try {
        write(inside);
        written++;
      } catch (Refusal _) {
        refused++;
      }
    }
    stop.set(true);
    swapper.join();
    assertThat(written).as("writes that went through").isPositive();
    assertThat(refused).as("writes that met the link").isPositive();
    assertThat(DiskSnapshot.of(outside)).isEqualTo(before);
  }

  private void swap(Path aside, Path link, AtomicBoolean stop) {
    try {
      while (!stop.get()) {
        Files.move(parent, aside);
        Files.move(link, parent);
        Thread.onSpinWait();
        Files.move(parent, link);
        Files.move(aside, parent);
      }
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }
}
