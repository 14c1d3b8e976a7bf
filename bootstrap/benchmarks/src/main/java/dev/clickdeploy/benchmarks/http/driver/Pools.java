package dev.clickdeploy.benchmarks.http.driver;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The way to the database, with a pool as large as the server's. */
final class Pools {
  private static final int SIZE = 8;

  private Pools() {}

  static HikariDataSource pool(int port) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(single(port));
    config.setMaximumPoolSize(SIZE);
    config.setMinimumIdle(SIZE);
    return new HikariDataSource(config);
  }

  static PGSimpleDataSource single(int port) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {port});
    source.setDatabaseName("postgres");
    source.setUser("postgres");
    source.setReWriteBatchedInserts(true);
    return source;
  }
}
