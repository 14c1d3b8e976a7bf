package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.queue.JobRow;
import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.model.job.KindState;
import dev.clickdeploy.model.job.QueueCursor;
import dev.clickdeploy.model.job.QueuePlace;
import dev.clickdeploy.model.tenant.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads where the jobs of deployments stand, by index only and without a lock. */
final class QueuePlaces {
  // What a claim would find. It counts as far as a place is told, from there to the front in the
  // index's own order, lest a plan that hopes for enough matches reads the whole table for few.
  private static final String PLACE =
      JobRow.LIVE
          + """
          , d.id AS deployment_id, statement_timestamp() AS now, l.total, l.per_organization,
          CASE WHEN l.total IS NULL THEN 0 ELSE (
            SELECT count(*) FROM clickdeploy.job_permits p WHERE p.kind = j.kind) END AS processed,
          CASE WHEN l.per_organization IS NULL THEN 0 ELSE (
            SELECT count(*) FROM clickdeploy.job_permits p
            WHERE p.kind = j.kind AND p.organization_id = j.organization_id) END AS of_organization,
          (SELECT coalesce(sum(w.slots), 0) FROM clickdeploy.workers w
            WHERE w.kind = j.kind AND w.present_until > clock_timestamp()) AS slots,
          CASE WHEN j.lease_until IS NOT NULL OR j.run_at > statement_timestamp() THEN 0 ELSE (
            SELECT count(*) FROM (
              SELECT FROM clickdeploy.jobs b
              WHERE b.kind = j.kind AND b.organization_id = j.organization_id
                AND (b.priority, b.run_at, b.id) < (j.priority, j.run_at, j.id)
                AND b.run_at <= statement_timestamp() AND b.lease_until IS NULL
              ORDER BY b.priority DESC, b.run_at DESC, b.id DESC LIMIT %d) b) END AS ahead
          """
              .formatted(QueuePlace.MOST_COUNTED);

  private static final String SOURCES =
      """
      JOIN clickdeploy.jobs j ON j.id = d.job_id
      LEFT JOIN clickdeploy.job_limits l ON l.kind = j.kind
      """;

  private static final String OF_PROJECT =
      """
      AND EXISTS (
        SELECT FROM clickdeploy.services s WHERE s.id = d.service_id AND s.project_id = ?)
      """;

  private static final String IN_ORDER =
      """
      AND (j.priority, j.run_at, j.id) > (?::smallint, ?::timestamptz, ?::uuid)
      ORDER BY j.priority, j.run_at, j.id LIMIT ?
      """;

  static final String OF_ONE =
      "SELECT "
          + PLACE
          + "FROM clickdeploy.deployments d "
          + SOURCES
          + "WHERE d.organization_id = ? AND d.id = ? ";

  private QueuePlaces() {}

  /** The place of a deployment's job. */
  record Placed(DeploymentId deployment, QueuePlace place) {
    private static Placed read(Row row) throws SQLException {
      return new Placed(
          new DeploymentId(row.uuid("deployment_id")),
          QueuePlace.of(
              JobRow.read(row), row.instant("now"), row.integer("ahead"), QueuePlaces.state(row)));
    }
  }

  private static KindState state(Row row) throws SQLException {
    return new KindState(
        new KindLimit(row.integerOrNull("total"), row.integerOrNull("per_organization")),
        row.integer("processed"),
        row.integer("of_organization"),
        row.integer("slots"));
  }

  static Optional<QueuePlace> of(Connection connection, Scope scope, DeploymentId id)
      throws SQLException {
    Sql sql = Sql.of(OF_ONE + ofProject(scope)).uuid(scope.organization().value()).uuid(id.value());
    return bind(sql, scope).first(connection, Placed::read).map(Placed::place);
  }

  /** Of deployments that run. */
  static List<Placed> running(
      Connection connection,
      Scope scope,
      Set<JobKind> kinds,
      int limit,
      @Nullable QueueCursor after)
      throws SQLException {
    Sql sql =
        Sql.of(
                "SELECT "
                    + PLACE
                    + "FROM clickdeploy.deployments d "
                    + SOURCES
                    + "WHERE d.organization_id = ? AND d.status IN ('running', 'cancelling') "
                    + "AND j.kind = ANY (?) "
                    + ofProject(scope)
                    + IN_ORDER)
            .uuid(scope.organization().value())
            .texts(names(kinds));
    return bind(bind(sql, scope), after).number(limit).list(connection, Placed::read);
  }

  /** Of deployments that wait: each kind by the queue's own index, then the first of all. */
  static List<Placed> waiting(
      Connection connection,
      Scope scope,
      Set<JobKind> kinds,
      int limit,
      @Nullable QueueCursor after)
      throws SQLException {
    Sql sql = Sql.of(waiting(scope)).texts(names(kinds)).uuid(scope.organization().value());
    return bind(bind(sql, scope), after).number(limit).number(limit).list(connection, Placed::read);
  }

  static String waiting(Scope scope) {
    return "SELECT w.* FROM unnest(?::text[]) AS k (kind) CROSS JOIN LATERAL (SELECT "
        + PLACE
        + "FROM clickdeploy.deployments d "
        + SOURCES
        + "WHERE j.kind = k.kind AND j.organization_id = ? AND d.status = 'queued' "
        + ofProject(scope)
        + IN_ORDER
        + ") w ORDER BY w.priority, w.run_at, w.id LIMIT ?";
  }

  private static List<String> names(Set<JobKind> kinds) {
    return kinds.stream().map(JobKind::value).toList();
  }

  private static String ofProject(Scope scope) {
    return scope.project() == null ? "" : OF_PROJECT;
  }

  private static Sql bind(Sql sql, Scope scope) {
    return scope.project() == null ? sql : sql.uuid(scope.project().value());
  }

  private static Sql bind(Sql sql, @Nullable QueueCursor after) {
    return after == null
        ? sql.number(-1).instant(Instant.EPOCH).uuid(new UUID(0, 0))
        : sql.number(after.priority().rank()).instant(after.runAt()).uuid(after.job().value());
  }
}
