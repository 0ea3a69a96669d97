package dev.gazette.board.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gazette.board.board.Boards;
import dev.gazette.board.board.CardId;
import dev.gazette.board.board.CardState;
import dev.gazette.board.card.Card;
import dev.gazette.board.card.Cards;
import dev.gazette.platform.store.Database;
import dev.gazette.platform.store.Migrations;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A board that was at work under version 105, when the lease lay in the card's row.
final class LeaseMigrationTest {

  private static final String CARD =
      """
      INSERT INTO card VALUES
        ('ops', %d, '%s', '%s', NULL, 0, %d, 1, %s, 2, 1, 2, 'Card', '', '', NULL, '', 'anna', 1000, 2000, '', '')
      """;
  private static final String RUN =
      "INSERT INTO run VALUES ('ops', %d, %d, 'w1', 'anna', %s, '', 1500, %s, NULL)";

  @TempDir Path folder;

  private Database atWork() throws SQLException {
    var database = Database.file("board", folder.resolve("board.db"));
    Flyway.configure()
        .dataSource(database.url(), null, null)
        .locations("classpath:db/sqlite/platform", "classpath:db/sqlite/board")
        .outOfOrder(true)
        .table("schema_history")
        .target("105")
        .load()
        .migrate();
    try (var session = database.open()) {
      session.execute("INSERT INTO board VALUES ('ops', 'ops', 2, 1, 1, 1, '')");
      session.execute(
          "INSERT INTO board_column VALUES ('ops', 'running', 0, 'running', 'RUNNING', 0, 1)");
      session.execute(CARD.formatted(1, "RUNNING", "running", 2, "'w1', 'anna', 60000, 70000"));
      session.execute(CARD.formatted(2, "DONE", "done", 1, "NULL, NULL, NULL, NULL"));
      session.execute(RUN.formatted(1, 1, "'LAPSED'", "1600"));
      session.execute(RUN.formatted(1, 2, "NULL", "NULL"));
      session.execute(RUN.formatted(2, 1, "'COMPLETED'", "1700"));
    }
    return database;
  }

  private static Card card(Database database, String id) throws SQLException {
    try (var session = database.open()) {
      return new Cards(new Boards()).get(session, CardId.parse(id));
    }
  }

  @Test
  void migrate_ofABoardAtWork_keepsCardsRunsAndLeases() throws SQLException {
    var database = atWork();
    Migrations.migrate(database);
    var running = card(database, "OPS-1");
    assertThat(running.lease())
        .isEqualTo(new Lease(2, "w1", "anna", Instant.ofEpochMilli(70_000), Duration.ofMinutes(1)));
    assertThat(running.attempts()).isEqualTo(1);
    assertThat(card(database, "OPS-2").lease()).isNull();
    assertThat(card(database, "OPS-2").state()).isEqualTo(CardState.DONE);
    try (var session = database.open()) {
      assertThat(Runs.list(session, running.id(), 9, 9))
          .extracting(Run::outcome)
          .containsExactly(null, RunOutcome.LAPSED);
      assertThat(session.sql("PRAGMA foreign_key_check").exists()).isFalse();
      assertThat(LeaseStore.due(session, Instant.ofEpochMilli(70_000), Duration.ofMinutes(1), 9))
          .containsExactly(running.id());
    }
  }
}
