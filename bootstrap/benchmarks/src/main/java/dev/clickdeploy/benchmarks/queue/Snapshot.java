package dev.clickdeploy.benchmarks.queue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A session that holds a REPEATABLE READ snapshot: until it ends, no dead row can be removed. */
final class Snapshot implements AutoCloseable {
  private final Connection connection;

  Snapshot(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    try (Statement statement = connection.createStatement()) {
      // the snapshot is taken by the first query
      statement.execute("SELECT count(*) FROM pg_class");
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
