package dev.clickdeploy.bootstrap.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.clickdeploy.bootstrap.settings.DataDirectory;
import dev.clickdeploy.bootstrap.settings.DatabaseUrl;
import dev.clickdeploy.model.Secret;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL as the server uses it: a small pool, and single connections beside it. */
public final class Database implements AutoCloseable {
  private static final int POOL_SIZE = 8;

  private final String description;
  private final DataSource single;
  private final HikariDataSource pool;
  private final @Nullable EmbeddedDatabase embedded;

  private Database(String description, DataSource single, @Nullable EmbeddedDatabase embedded) {
    this.description = description;
    this.single = single;
    this.embedded = embedded;
    HikariConfig config = new HikariConfig();
    config.setDataSource(single);
    config.setMaximumPoolSize(POOL_SIZE);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(10_000);
    config.setPoolName("click-deploy");
    // the first use says clearly what is wrong
    config.setInitializationFailTimeout(-1);
    this.pool = new HikariDataSource(config);
  }

  /** The given database, or the embedded one when none is given. */
  public static Database open(@Nullable DatabaseUrl given, DataDirectory directory) {
    if (given != null) {
      return new Database(given.toString(), dataSource(given), null);
    }
    Secret password =
        directory.keep("postgresql.password", () -> Secret.of(UUID.randomUUID().toString()));
    EmbeddedDatabase embedded = EmbeddedDatabase.start(directory.path(), password);
    return new Database("embedded, 127.0.0.1:" + embedded.port(), embedded.dataSource(), embedded);
  }

  private static DataSource dataSource(DatabaseUrl url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(url.jdbcUrl());
    source.setUser(url.user());
    source.setPassword(Optional.ofNullable(url.password()).map(Secret::reveal).orElse(null));
    source.setApplicationName("click-deploy");
    source.setConnectTimeout(10);
    source.setTcpKeepAlive(true);
    return source;
  }

  /** Where it is, without credentials. */
  public String description() {
    return description;
  }

  /** Pooled connections. */
  public HikariDataSource pool() {
    return pool;
  }

  /** A new connection each time, for what holds one for long. */
  public DataSource single() {
    return single;
  }

  @Override
  public void close() {
    pool.close();
    if (embedded != null) {
      embedded.close();
    }
  }
}
