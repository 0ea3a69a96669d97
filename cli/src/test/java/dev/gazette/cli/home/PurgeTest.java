package dev.gazette.cli.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.cli.target.Home;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PurgeTest {

  @TempDir Path folder;
  private Path home;

  @BeforeEach
  void makeHome() throws IOException {
    home = folder.resolve("home");
    for (String file :
        List.of(
            "data/auth/key",
            "data/auth/auth.db",
            "data/board/key",
            "data/board/blobs/ab/cd",
            "logs/gazette.log",
            "logs/gazette.log.1",
            "logs/start.log",
            "run/instance.lock",
            "run/board.lock",
            "run/endpoints",
            "trust/auth.pub",
            "token")) {
      put(file);
    }
  }

  private Path put(String file) throws IOException {
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    return Files.writeString(path, file);
  }

  private Purge.Purged purge(Path place) throws IOException {
    return new Purge(new Home(place)).run();
  }

  @Test
  void purge_ofAHome_leavesNothing() throws IOException {
    assertThat(purge(home)).isEqualTo(new Purge.Purged(List.of(home), List.of()));
    assertThat(home).doesNotExist();
  }

  @Test
  void purge_ofAProjectsFolder_leavesTheProject() throws IOException {
    var others =
        List.of(
            put("README.md"), put("data/sales.csv"), put("data/probe/1.csv"), put("logs/x.log"));
    var purged = purge(home);
    assertThat(purged.removed())
        .containsExactly(home.resolve("run"), home.resolve("token"), home.resolve("trust"));
    assertThat(purged.left())
        .containsExactly(home.resolve("README.md"), home.resolve("data"), home.resolve("logs"));
    assertThat(others).allSatisfy(other -> assertThat(other).exists());
    try (var files = Files.walk(home)) {
      assertThat(files.filter(Files::isRegularFile)).hasSameSizeAs(others);
    }
  }

  @Test
  void purge_throughALink_deletesWhatItLeadsTo() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), home);
    assertThat(purge(link).left()).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void purge_whereDataLieElsewhere_deletesThemThere() throws IOException {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Files.move(home.resolve("data/board"), disk.resolve("board"));
    Files.createSymbolicLink(home.resolve("data/board"), disk.resolve("board"));
    assertThat(purge(home).left()).isEmpty();
    assertThat(home).doesNotExist();
    assertThat(disk).isEmptyDirectory();
  }

  @Test
  void purge_ofAnyFolder_isRefused() throws IOException {
    var project = folder.resolve("project");
    Files.createDirectories(project.resolve("data/board"));
    Files.createDirectories(project.resolve("run"));
    assertThatThrownBy(() -> purge(project)).hasMessageContaining("does not look like a home");
    assertThat(project.resolve("data/board")).exists();
  }

  /// In one process the JDK refuses a second lock where another process would wait.
  @Test
  void purge_whileAnotherVerbWorks_waits() throws IOException {
    try (FileChannel _ = new Instance(new Home(home)).lock()) {
      assertThatThrownBy(() -> purge(home)).isInstanceOf(OverlappingFileLockException.class);
      assertThat(home.resolve("data/auth/auth.db")).exists();
    }
  }
}
