package dev.gazette.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The life of the machine's own Gazette: started, found, started again, and kept from starting.
final class UpIT {

  @TempDir Path folder;

  @Test
  void up_twiceAtOnce_makesOneInstance() {
    try (var machine = new Machine(folder)) {
      var both =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> machine.gazette("up").ok()))
              .limit(2)
              .toList();
      assertThat(both)
          .extracting(CompletableFuture<String>::join)
          .anyMatch(said -> said.contains("Gazette is up."))
          .anyMatch(said -> said.contains("Gazette is up already."));
      long first = machine.services().pid();
      machine.gazette("up").ok();
      assertThat(machine.services().pid()).isEqualTo(first);
    }
  }

  @Test
  @Tag("deep")
  void up_afterANewBuild_restarts_andAfterAKillToo() throws IOException {
    try (var machine = new Machine(folder)) {
      machine.gazette("up").ok();
      machine.gazette("card", "create", "Kept").ok();
      long first = machine.services().pid();
      Path jar = machine.root().resolve("deploy/target/gazette/lib/gazette-deploy.jar");
      Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
      assertThat(machine.gazette("up").err()).contains("built again since it started");
      long second = machine.services().pid();
      assertThat(second).isNotEqualTo(first);
      machine.kill();
      assertThat(machine.gazette("card", "list").exit()).isEqualTo(3);
      machine.gazette("up").ok();
      assertThat(machine.services().pid()).isNotEqualTo(second);
      assertThat(machine.gazette("card", "list").ok()).contains("Kept");
    }
  }

  @Test
  @Tag("deep")
  void up_withADamagedCache_makesItAnew() throws IOException {
    try (var machine = new Machine(folder)) {
      machine.gazette("up").ok();
      machine.gazette("down").ok();
      damage(machine.root().resolve("cli/target/gazette-cli.aot"));
      assertThat(machine.script("card", "--help").ok()).contains("gazette card create");
      damage(machine.root().resolve("deploy/target/gazette/gazette.aot"));
      assertThat(machine.gazette("doctor").err()).contains("found trouble");
      assertThat(machine.gazette("up").err()).contains("Preparing for quick starts");
      assertThat(machine.gazette("doctor").ok()).contains("the AOT caches are in use");
    }
  }

  private static void damage(Path cache) throws IOException {
    try (var file = new RandomAccessFile(cache.toFile(), "rw")) {
      file.seek(file.length() / 2);
      file.write(new byte[100_000]);
    }
  }

  @Test
  void up_onATakenPort_namesItsHolderAndTheSetting() throws IOException {
    try (var machine = new Machine(folder)) {
      machine.gazette("up").ok();
      int port = machine.port("board");
      machine.gazette("down").ok();
      try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        var refused = machine.gazette("up");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.err())
            .contains("port " + port)
            .contains("process " + ProcessHandle.current().pid())
            .contains("GAZETTE_PORT_OFFSET");
      }
      machine.gazette("up").ok();
    }
  }

  @Test
  void up_onADatabaseOfANewerVersion_refusesAndTouchesNothing() throws SQLException {
    try (var machine = new Machine(folder)) {
      machine.gazette("up").ok();
      machine.gazette("down").ok();
      Path database = machine.home().resolve("data/board/board.db");
      try (var connection = DriverManager.getConnection("jdbc:sqlite:" + database);
          var statement = connection.createStatement()) {
        statement.executeUpdate(
            "INSERT INTO schema_history SELECT 999, '999', 'later', type, script, checksum,"
                + " installed_by, installed_on, execution_time, success FROM schema_history"
                + " WHERE version = '100'");
      }
      var refused = machine.gazette("up");
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.err()).contains("database of board comes from a newer Gazette");
      assertThat(machine.gazette("status").exit()).isEqualTo(3);
    }
  }
}
