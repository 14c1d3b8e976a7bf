package dev.clickdeploy.benchmarks.queue.driver;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The way to the database, the same for every system. */
final class Pools {
  private Pools() {}

  static HikariDataSource pool(Terms terms) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(single(terms));
    config.setMaximumPoolSize(terms.pool());
    config.setMinimumIdle(terms.pool());
    return new HikariDataSource(config);
  }

  static PGSimpleDataSource single(Terms terms) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {"127.0.0.1"});
    source.setPortNumbers(new int[] {terms.port()});
    source.setDatabaseName(terms.database());
    source.setUser("postgres");
    source.setReWriteBatchedInserts(true);
    return source;
  }
}
