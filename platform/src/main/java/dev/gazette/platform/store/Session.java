package dev.gazette.platform.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One database connection as stores use it. Statements are kept prepared by their text: preparing
/// costs more than running on SQLite. Not for several threads at once.
public class Session implements AutoCloseable {

  private final Connection connection;
  private final Dialect dialect;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  /// A session on an open connection, which it closes.
  public Session(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /// The statement of a SQL text, its parameters cleared. The caller reads its results to the end
  /// or closes them, and never closes the statement.
  public PreparedStatement prepare(String sql) throws SQLException {
    var statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    return statement;
  }

  /// Runs SQL that takes no parameters and gives no rows.
  public void execute(String sql) throws SQLException {
    prepare(sql).execute();
  }

  /// Begins a transaction that may write; on SQLite it holds the lock at once. The driver must know
  /// of it, or it would try to begin one before every statement.
  public void begin() throws SQLException {
    connection.setAutoCommit(false);
  }

  /// Commits what was written since {@link #begin}.
  public void commit() throws SQLException {
    connection.setAutoCommit(true);
  }

  /// Undoes what was written since {@link #begin}.
  public void rollback() throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
  }

  /// A statement with its parameters, in order: text, integers, booleans, bytes, instants (as
  /// milliseconds) or null.
  public Statement sql(String sql, @Nullable Object... parameters) throws SQLException {
    return Statement.of(prepare(sql), parameters);
  }

  /// Which SQL the connection speaks.
  public Dialect dialect() {
    return dialect;
  }

  /// The connection itself, for what a prepared statement cannot do.
  public Connection connection() {
    return connection;
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
