package dev.clickdeploy.adapter.postgres.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work on pooled connections; what goes wrong there comes out as one of our exceptions. */
public final class Database {
  private final DataSource pool;

  /** Connections are expected at READ COMMITTED, as PostgreSQL gives them. */
  public Database(DataSource pool) {
    this.pool = pool;
  }

  /** Work on a connection. */
  @FunctionalInterface
  public interface Work<T> {
    /** Does it. */
    T on(Connection connection) throws SQLException;
  }

  /**
   * Runs work whose statements are transactions each.
   *
   * @param what completes the sentence "PostgreSQL failed while …"
   * @throws dev.clickdeploy.port.out.PortException when the database cannot be reached or refuses
   */
  public <T> T run(String what, Work<T> work) {
    return with(what, true, work);
  }

  /**
   * Runs work as one transaction: committed when it returns, rolled back when it throws.
   *
   * @param what completes the sentence "PostgreSQL failed while …"
   * @throws dev.clickdeploy.port.out.PortException when the database cannot be reached or refuses
   */
  public <T> T transaction(String what, Work<T> work) {
    return with(what, false, connection -> committed(connection, work));
  }

  private <T> T with(String what, boolean autoCommit, Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      boolean before = connection.getAutoCommit();
      connection.setAutoCommit(autoCommit);
      try {
        T result = work.on(connection);
        connection.setAutoCommit(before);
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        quietly(e, () -> connection.setAutoCommit(before));
        throw e;
      }
    } catch (SQLException e) {
      throw SqlErrors.translate(what, e);
    }
  }

  private static <T> T committed(Connection connection, Work<T> work) throws SQLException {
    try {
      T result = work.on(connection);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException | Error e) {
      quietly(e, connection::rollback);
      throw e;
    }
  }

  private interface TidyingUp {
    void run() throws SQLException;
  }

  /** A connection that broke cannot be tidied up; what broke it is the news. */
  private static void quietly(Throwable news, TidyingUp step) {
    try {
      step.run();
    } catch (SQLException e) {
      news.addSuppressed(e);
    }
  }
}
