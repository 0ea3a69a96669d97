package dev.gazette.platform.home;

import static dev.gazette.platform.service.ServiceName.AUTH;
import static dev.gazette.platform.service.ServiceName.BOARD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.platform.trust.ServiceKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HomeTest {

  @TempDir Path folder;

  private Home home() {
    return new Home(folder.resolve("été à Genève"));
  }

  private static String mode(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void create_keepsOthersOut() throws Exception {
    var home = home();
    home.create(BOARD);
    ServiceKeys.own(home, BOARD);
    assertThat(mode(home.root())).isEqualTo("rwx------");
    assertThat(mode(home.data(BOARD))).isEqualTo("rwx------");
    assertThat(mode(home.run())).isEqualTo("rwx------");
    assertThat(mode(home.root().resolve("logs"))).isEqualTo("rwx------");
    assertThat(mode(home.key(BOARD))).isEqualTo("rw-------");
    assertThat(mode(home.trust())).isEqualTo("rwxr-xr-x");
    assertThat(mode(home.publicKey(BOARD))).isEqualTo("rw-r--r--");
  }

  @Test
  void create_takesRightsFromAHomeThatWasOpen() throws Exception {
    var home = home();
    Files.createDirectories(
        home.root(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    home.create(BOARD);
    assertThat(mode(home.root())).isEqualTo("rwx------");
  }

  @Test
  void create_whereAFileIsInTheWay_saysWhatToDo() throws Exception {
    var file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> new Home(file).create(BOARD)).hasMessageContaining("GAZETTE_HOME");
  }

  @Test
  void take_twice_namesTheHolder() {
    var home = home();
    home.create(BOARD);
    var lock = HomeLock.take(home, BOARD);
    assertThatThrownBy(() -> HomeLock.take(home, BOARD))
        .hasMessageContaining("Process " + ProcessHandle.current().pid() + " already runs board");
    lock.close();
    HomeLock.take(home, BOARD).close();
  }

  @Test
  void publish_leavesTheLinesOfOthers() throws Exception {
    var home = home();
    home.create(BOARD);
    assertThat(Endpoints.read(home)).isEmpty();
    Endpoints.publish(home, BOARD, "127.0.0.1:1", "127.0.0.1:2");
    Endpoints.publish(home, AUTH, "127.0.0.1:3", "127.0.0.1:4");
    Endpoints.publish(home, BOARD, "127.0.0.1:5", "127.0.0.1:6");
    Endpoints.withdraw(home, AUTH);
    assertThat(Endpoints.read(home))
        .isEqualTo(Map.of("board.grpc", "127.0.0.1:5", "board.http", "127.0.0.1:6"));
  }
}
