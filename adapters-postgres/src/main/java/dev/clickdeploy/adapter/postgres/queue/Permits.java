package dev.clickdeploy.adapter.postgres.queue;

import dev.clickdeploy.adapter.postgres.sql.Hot;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.KindLimit;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Limits of kinds, and a permit for each processed job of a kind that has one. Every claim of such
 * a kind locks the limit's row first, so that they come one after the other.
 */
public final class Permits {
  private static final Hot LOCK =
      Hot.first(
          """
          SELECT total, per_organization FROM clickdeploy.job_limits WHERE kind = ?
          FOR NO KEY UPDATE
          """);

  private Permits() {}

  static boolean isLimited(Connection connection, JobKind kind) throws SQLException {
    return Sql.of("SELECT FROM clickdeploy.job_limits WHERE kind = ?")
        .text(kind.value())
        .any(connection);
  }

  /** The limit of a kind, locked until the transaction ends; absent when it has none. */
  static Optional<KindLimit> lock(Connection connection, JobKind kind) throws SQLException {
    return Sql.of(LOCK).text(kind.value()).first(connection, Permits::limit);
  }

  private static KindLimit limit(Row row) throws SQLException {
    return new KindLimit(row.integerOrNull("total"), row.integerOrNull("per_organization"));
  }

  /** How many more jobs of the kind may be processed, under the lock of its limit. */
  static int free(Connection connection, JobKind kind, KindLimit limit) throws SQLException {
    if (limit.total() == null) {
      return Integer.MAX_VALUE;
    }
    return Sql.of("SELECT ? - count(*) AS free FROM clickdeploy.job_permits WHERE kind = ?")
        .number(limit.total())
        .text(kind.value())
        .first(connection, row -> row.integer("free"))
        .orElseThrow();
  }

  /** Sets or lifts a limit; jobs that are processed now count from the start. */
  public static void limit(Connection connection, JobKind kind, KindLimit limit)
      throws SQLException {
    if (limit.isNone()) {
      lift(connection, kind);
      return;
    }
    Sql.of(
            """
            INSERT INTO clickdeploy.job_limits (kind, total, per_organization) VALUES (?, ?, ?)
            ON CONFLICT (kind) DO UPDATE
            SET total = excluded.total, per_organization = excluded.per_organization
            """)
        .text(kind.value())
        .number(limit.total())
        .number(limit.perOrganization())
        .update(connection);
    addMissing(connection);
  }

  private static void lift(Connection connection, JobKind kind) throws SQLException {
    Sql.of("DELETE FROM clickdeploy.job_limits WHERE kind = ?")
        .text(kind.value())
        .update(connection);
    Sql.of("DELETE FROM clickdeploy.job_permits WHERE kind = ?")
        .text(kind.value())
        .update(connection);
  }

  private static void addMissing(Connection connection) throws SQLException {
    Sql.of(
            """
            INSERT INTO clickdeploy.job_permits (job_id, kind, organization_id)
            SELECT j.id, j.kind, j.organization_id FROM clickdeploy.jobs j
            JOIN clickdeploy.job_limits l ON l.kind = j.kind
            WHERE j.lease_until IS NOT NULL
              AND NOT EXISTS (SELECT FROM clickdeploy.job_permits p WHERE p.job_id = j.id)
            ON CONFLICT (job_id) DO NOTHING
            """)
        .update(connection);
  }

  /**
   * Makes up for claims and completions that were under way when a limit was set: they did not know
   * of it yet.
   */
  static void heal(Connection connection) throws SQLException {
    if (!Sql.of("SELECT FROM clickdeploy.job_limits LIMIT 1").any(connection)) {
      return;
    }
    Sql.of(
            """
            DELETE FROM clickdeploy.job_permits p
            WHERE NOT EXISTS (
              SELECT FROM clickdeploy.jobs j WHERE j.id = p.job_id AND j.lease_until IS NOT NULL)
            """)
        .update(connection);
    addMissing(connection);
  }
}
