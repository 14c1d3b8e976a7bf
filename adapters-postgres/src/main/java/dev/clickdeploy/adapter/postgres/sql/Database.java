package dev.clickdeploy.adapter.postgres.sql;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Runs work on pooled connections; what goes wrong there comes out as one of our exceptions. */
public final class Database {
  /**
   * A connection whose other end is gone without a word never answers: no statement waits longer
   * for an answer than this.
   */
  private static final int ANSWER_WITHIN_MILLIS = 15_000;

  private final DataSource pool;
  private final int answerWithin;

  /** Connections are expected at READ COMMITTED, as PostgreSQL gives them. */
  public Database(DataSource pool) {
    this(pool, ANSWER_WITHIN_MILLIS);
  }

  /** Waits for answers at most so many milliseconds; 0 for any time. */
  Database(DataSource pool, int answerWithin) {
    this.pool = pool;
    this.answerWithin = answerWithin;
  }

  /** The same database for statements that may take any time, such as those of migrations. */
  public Database patient() {
    return new Database(pool, 0);
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
   * Runs work as one transaction: committed when it returns, rolled back when it throws. When the
   * other end falls silent in the middle, the server ends it after the time that an answer may
   * take: its locks would keep everybody waiting for as long as TCP does.
   *
   * @param what completes the sentence "PostgreSQL failed while …"
   * @throws dev.clickdeploy.port.out.PortException when the database cannot be reached or refuses
   */
  public <T> T transaction(String what, Work<T> work) {
    return with(what, false, connection -> committed(connection, limited(work)));
  }

  private <T> T with(String what, boolean autoCommit, Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      boolean before = connection.getAutoCommit();
      int patience = connection.getNetworkTimeout();
      connection.setAutoCommit(autoCommit);
      limit(connection, patience == 0 ? answerWithin : Math.min(patience, answerWithin));
      try {
        T result = work.on(connection);
        connection.setAutoCommit(before);
        limit(connection, patience);
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        quietly(e, () -> connection.setAutoCommit(before));
        quietly(e, () -> limit(connection, patience));
        throw e;
      }
    } catch (SQLException e) {
      throw SqlErrors.translate(what, e);
    }
  }

  private static void limit(Connection connection, int millis) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, millis);
  }

  private <T> Work<T> limited(Work<T> work) {
    return connection -> {
      if (answerWithin > 0) {
        Sql.of("SELECT set_config('idle_in_transaction_session_timeout', ?, true)")
            .text(answerWithin + "ms")
            .any(connection);
      }
      return work.on(connection);
    };
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
