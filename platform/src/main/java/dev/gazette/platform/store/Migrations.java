package dev.gazette.platform.store;

import static dev.gazette.platform.error.PlatformReason.STORE_UNAVAILABLE;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Brings a database to the version of this program: the platform's tables and the service's.
/// Before it changes a database that holds data, it copies it aside.
public final class Migrations {

  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  private Migrations() {}

  /// Migrates, or says why it cannot: a database from a newer version, one that was altered by
  /// hand, or one that cannot be written.
  public static void migrate(Database database) {
    if (new MigrationScripts(database).allApplied()) {
      return;
    }
    var flyway = flyway(database);
    try {
      setJournal(database);
      var known = flyway.info();
      refuseNewer(database, known.applied());
      if (known.pending().length > 0) {
        if (known.applied().length > 0) {
          copyAside(database, known.pending()[0].getVersion().getVersion());
        }
        flyway.migrate();
      } else {
        flyway.validate();
      }
    } catch (FlywayException | SQLException failure) {
      throw STORE_UNAVAILABLE.because(
          "Cannot open the database of %s: %s", database.service(), reason(failure));
    }
  }

  /// A SQLite file remembers its journal mode, and only one connection at a time can change it: of
  /// the first writer and the first reader, which open at once, one would find the file locked.
  private static void setJournal(Database database) throws SQLException {
    if (database.path().isPresent()) {
      database.connect().close();
    }
  }

  private static Flyway flyway(Database database) {
    var dialect = database.dialect();
    var configuration =
        Flyway.configure(Migrations.class.getClassLoader())
            .dataSource(database.url(), null, null)
            .locations(
                "classpath:" + dialect.migrations("platform"),
                "classpath:" + dialect.migrations(database.service()))
            .outOfOrder(true) // The platform's versions lie below the services', and both grow.
            .table("schema_history")
            .connectRetries(0);
    if (dialect == Dialect.POSTGRESQL) {
      configuration.schemas(database.service());
    }
    return configuration.load();
  }

  private static void refuseNewer(Database database, MigrationInfo[] applied) {
    for (var migration : applied) {
      if (!migration.getState().isResolved()) {
        throw STORE_UNAVAILABLE.because(
            "The database of %s comes from a newer Gazette (its version %s is unknown here); start that one, or restore the"
                + " copy that it put beside the file.",
            database.service(), migration.getVersion());
      }
    }
  }

  /// Copies a SQLite file through its backup API; on PostgreSQL the migration itself is one
  /// transaction.
  private static void copyAside(Database database, String version) throws SQLException {
    if (database.path().isEmpty()) {
      return;
    }
    Path file = database.path().get();
    Path copy = file.resolveSibling(file.getFileName() + ".before-" + version);
    if (Files.exists(copy)) {
      return;
    }
    try (var connection = database.connect()) {
      // Not the driver's own `backup to` statement: it knows no path with a quote in it.
      int code =
          connection
              .unwrap(SQLiteConnection.class)
              .getDatabase()
              .backup("main", copy.toString(), null);
      if (code != SQLiteErrorCode.SQLITE_OK.code) {
        throw new SQLiteException("cannot copy it to " + copy, SQLiteErrorCode.getErrorCode(code));
      }
    }
    LOG.info(
        "Copied the database of {} to {} before migrating it to {}",
        database.service(),
        copy,
        version);
  }

  private static String reason(Exception failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && !(cause instanceof SQLException)) {
      cause = cause.getCause();
    }
    return cause instanceof SQLException sql
        ? Failures.cause(sql)
        : String.valueOf(cause.getMessage()).lines().findFirst().orElse("unknown");
  }
}
