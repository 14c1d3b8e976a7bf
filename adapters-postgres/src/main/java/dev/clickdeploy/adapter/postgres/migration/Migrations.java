package dev.clickdeploy.adapter.postgres.migration;

import dev.clickdeploy.adapter.postgres.sql.Database;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a database to this program's schema: each step in a transaction of its own, under an
 * advisory lock that processes which start at once share.
 */
public final class Migrations {
  private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

  /** The text "clickdep" as a number: an advisory lock is known by its number only. */
  private static final long LOCK = 0x636c_6963_6b64_6570L;

  private final List<Migration> steps;

  /** For steps other than this program's own. */
  Migrations(List<Migration> steps) {
    this.steps = List.copyOf(steps);
  }

  /** This program's steps. */
  public static Migrations ours() {
    return new Migrations(
        List.of(
            Migration.resource("001-tenants-and-services.sql"),
            Migration.resource("002-jobs.sql"),
            Migration.resource("003-deployments.sql"),
            Migration.resource("004-queue.sql"),
            Migration.resource("005-sources.sql"),
            Migration.resource("006-plans.sql"),
            Migration.resource("007-pushes.sql"),
            Migration.resource("008-access.sql"),
            Migration.resource("009-services.sql"),
            Migration.resource("010-deployments.sql"),
            Migration.resource("011-githosts.sql"),
            Migration.resource("012-images.sql"),
            Migration.resource("013-retention.sql")));
  }

  /**
   * Applies what is missing; nothing when the schema is up to date.
   *
   * @throws dev.clickdeploy.port.out.PortException when the schema is newer than this program or
   *     was made by other steps, or the server is unfit
   */
  public void run(Database database) {
    while (database.transaction("migrating the schema", this::applyNext)) {
      // each step is a transaction
    }
  }

  /** Whether a step was applied. */
  private boolean applyNext(Connection connection) throws SQLException {
    lock(connection);
    ServerCheck.requireFit(connection);
    List<Applied> applied = applied(connection);
    Optional<Migration> next = SchemaHistory.next(steps, applied);
    if (next.isPresent()) {
      apply(connection, next.get());
    }
    return next.isPresent();
  }

  /** Keeps every other migrating process out until this transaction ends. */
  public static void lock(Connection connection) throws SQLException {
    Sql.of("SELECT pg_advisory_xact_lock(?)").number(LOCK).any(connection);
  }

  private static List<Applied> applied(Connection connection) throws SQLException {
    if (!exists(connection)) {
      return List.of();
    }
    return Sql.of(
            "SELECT version, name, checksum FROM clickdeploy.schema_migrations ORDER BY version")
        .list(connection, Applied::read);
  }

  /** Asked first: creating what exists needs rights that a migrated database's user may lack. */
  private static boolean exists(Connection connection) throws SQLException {
    return Sql.of("SELECT WHERE to_regclass('clickdeploy.schema_migrations') IS NOT NULL")
        .any(connection);
  }

  private static void apply(Connection connection, Migration step) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      if (step.version() == 1) {
        statement.execute(SchemaHistory.TABLE);
      }
      statement.execute(step.sql());
    }
    Sql.of("INSERT INTO clickdeploy.schema_migrations (version, name, checksum) VALUES (?, ?, ?)")
        .number(step.version())
        .text(step.name())
        .text(step.checksum())
        .update(connection);
    LOG.info("schema=clickdeploy migration={} applied", step.name());
  }

  /** A step that a database has had. */
  record Applied(int version, String name, String checksum) {
    static Applied read(Row row) throws SQLException {
      return new Applied(row.integer("version"), row.text("name"), row.text("checksum"));
    }
  }
}
