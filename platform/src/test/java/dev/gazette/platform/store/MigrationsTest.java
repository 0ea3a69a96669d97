package dev.gazette.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gazette.platform.error.Refusal;
import dev.gazette.platform.testkit.EmbeddedPostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MigrationsTest {

  @TempDir Path folder;
  private Path file;
  private Database database;

  @BeforeEach
  void migrate() {
    file = folder.resolve("l'été.db");
    database = Database.file("board", file);
    Migrations.migrate(database);
  }

  private void execute(String... statements) throws SQLException {
    try (var session = database.open()) {
      for (String statement : statements) {
        session.execute(statement);
      }
    }
  }

  private static long tables(Path file, String name) throws SQLException {
    try (var session = Database.file("board", file).open()) {
      return session.sql("SELECT COUNT(*) FROM sqlite_schema WHERE name = ?", name).number();
    }
  }

  @Test
  void migrate_ofAnOlderDatabase_copiesItAsideFirst() throws SQLException {
    execute("DROP TABLE intent", "DELETE FROM schema_history WHERE version = '4'");
    Migrations.migrate(database);
    Path copy = file.resolveSibling(file.getFileName() + ".before-4");
    assertThat(tables(file, "intent")).isOne();
    assertThat(tables(copy, "intent")).isZero();
    assertThat(tables(copy, "event")).isOne();
  }

  @Test
  void migrate_ofANewDatabaseOrACurrentOne_copiesNothing() throws IOException {
    Migrations.migrate(database);
    try (var files = Files.list(folder)) {
      assertThat(files).noneMatch(path -> path.toString().contains("before"));
    }
  }

  /// Bytes 18 and 19 of a SQLite file: 2 for a write-ahead log.
  @Test
  void migrate_ofANewDatabase_setsItsJournal_soThatItsFirstTwoConnectionsNeedNot()
      throws IOException {
    assertThat(Arrays.copyOfRange(Files.readAllBytes(file), 18, 20)).containsExactly(2, 2);
  }

  @Test
  void allApplied_afterMigrating_isTrue() {
    assertThat(new MigrationScripts(database).allApplied()).isTrue();
  }

  @Test
  void allApplied_afterMigratingPostgres_isTrue() {
    var postgres = new Database("board", EmbeddedPostgresServer.freshDatabase());
    assertThat(new MigrationScripts(postgres).allApplied()).isFalse();
    Migrations.migrate(postgres);
    assertThat(new MigrationScripts(postgres).allApplied()).isTrue();
  }

  @Test
  void allApplied_whenOneIsMissingAlteredUnknownOrFailed_isFalse() throws SQLException {
    for (String change :
        List.of(
            "DELETE FROM schema_history WHERE version = '4'",
            "UPDATE schema_history SET checksum = 1 WHERE version = '2'",
            "UPDATE schema_history SET script = 'V999__later.sql' WHERE version = '4'",
            "UPDATE schema_history SET success = 0 WHERE version = '3'")) {
      execute("CREATE TABLE kept AS SELECT * FROM schema_history", change);
      assertThat(new MigrationScripts(database).allApplied()).as(change).isFalse();
      execute(
          "DELETE FROM schema_history",
          "INSERT INTO schema_history SELECT * FROM kept",
          "DROP TABLE kept");
      assertThat(new MigrationScripts(database).allApplied()).isTrue();
    }
  }

  @Test
  void allApplied_beforeTheFirstMigration_isFalseAndMakesNoFile() {
    Path other = folder.resolve("other.db");
    assertThat(new MigrationScripts(Database.file("board", other)).allApplied()).isFalse();
    assertThat(other).doesNotExist();
  }

  @Test
  void migrate_ofANewerDatabase_isRefused() throws SQLException {
    execute("UPDATE schema_history SET version = '999', script = 'later' WHERE version = '4'");
    assertThatThrownBy(() -> Migrations.migrate(database))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("comes from a newer Gazette");
  }

  @Test
  void migrate_ofAnAlteredDatabase_isRefused() throws SQLException {
    execute("UPDATE schema_history SET checksum = 1 WHERE version = '2'");
    assertThatThrownBy(() -> Migrations.migrate(database)).isInstanceOf(Refusal.class);
  }

  @Test
  void migrate_ofAFileThatIsNoDatabase_isRefused() throws IOException {
    Path other = Files.writeString(folder.resolve("other.db"), "x".repeat(5_000));
    assertThatThrownBy(() -> Migrations.migrate(Database.file("board", other)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("the file is damaged");
    assertThat(other).hasContent("x".repeat(5_000));
  }
}
