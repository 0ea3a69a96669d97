package dev.gazette.bench;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Properties;

/// Stands before the JDBC driver of SQLite and notes every prepared statement that runs.
final class TapingDriver implements Driver, AutoCloseable {

  private static final int MOST_PARAMETERS = 1_024;

  private final Driver sqlite;
  private final Tape tape;

  /// Takes the driver's place until it is closed.
  TapingDriver(Driver sqlite, Tape tape) throws SQLException {
    this.sqlite = sqlite;
    this.tape = tape;
    DriverManager.deregisterDriver(sqlite);
    DriverManager.registerDriver(this);
  }

  @Override
  public void close() throws SQLException {
    DriverManager.deregisterDriver(this);
    DriverManager.registerDriver(sqlite);
  }

  @Override
  public Connection connect(String url, Properties properties) throws SQLException {
    var connection = sqlite.connect(url, properties);
    return (Connection)
        proxy(
            Connection.class,
            (_, method, arguments) -> {
              Object result = call(connection, method, arguments);
              if (method.getName().equals("setAutoCommit")) {
                if ((Boolean) arguments[0]) {
                  tape.commit();
                } else {
                  tape.begin();
                }
              }
              return method.getName().equals("prepareStatement")
                  ? taping((String) arguments[0], (PreparedStatement) result)
                  : result;
            });
  }

  private Object taping(String sql, PreparedStatement statement) {
    var parameters = new Object[MOST_PARAMETERS];
    int[] count = {0};
    return proxy(
        PreparedStatement.class,
        (_, method, arguments) -> {
          String name = method.getName();
          if (name.startsWith("set") && arguments != null && arguments.length == 2) {
            int index = (Integer) arguments[0];
            parameters[index - 1] = name.equals("setNull") ? null : arguments[1];
            count[0] = Math.max(count[0], index);
          } else if (name.startsWith("execute")) {
            tape.note(sql, Arrays.copyOf(parameters, count[0]));
          }
          return call(statement, method, arguments);
        });
  }

  private static Object proxy(Class<?> type, InvocationHandler handler) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException failure) {
      throw failure.getCause();
    }
  }

  @Override
  public boolean acceptsURL(String url) throws SQLException {
    return sqlite.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
    return sqlite.getPropertyInfo(url, info);
  }

  @Override
  public int getMajorVersion() {
    return sqlite.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return sqlite.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return sqlite.jdbcCompliant();
  }

  @Override
  public java.util.logging.Logger getParentLogger() {
    return java.util.logging.Logger.getGlobal();
  }
}
