package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentFilter;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.tenant.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds deployments. */
final class DeploymentReads {
  private static final String SELECT =
      "SELECT " + DeploymentRow.COLUMNS + " FROM clickdeploy.deployments d ";

  /** A deployment is of its service's project, and a deleted service's is out of sight. */
  private static final String SEEN =
      """
      AND EXISTS (
        SELECT FROM clickdeploy.services s
        WHERE s.id = d.service_id AND s.deleted_at IS NULL
          AND (?::uuid IS NULL OR s.project_id = ?::uuid))
      """;

  private DeploymentReads() {}

  private static Sql bind(Sql sql, Scope scope) {
    var project = scope.project() == null ? null : scope.project().value();
    return sql.uuid(project).uuid(project);
  }

  static Optional<Deployment> find(Connection connection, Scope scope, DeploymentId id)
      throws SQLException {
    Sql sql =
        Sql.of(SELECT + "WHERE d.organization_id = ? AND d.id = ? " + SEEN)
            .uuid(scope.organization().value())
            .uuid(id.value());
    return bind(sql, scope).first(connection, DeploymentRow::read);
  }

  static Optional<Deployment> load(Connection connection, DeploymentId id) throws SQLException {
    return Sql.of(SELECT + "WHERE d.id = ?")
        .uuid(id.value())
        .first(connection, DeploymentRow::read);
  }

  /** The deployment of a locked job, locked too. */
  static Optional<Deployment> lock(Connection connection, JobId job, DeploymentId id)
      throws SQLException {
    return Sql.of(SELECT + "WHERE d.id = ? AND d.job_id = ? FOR NO KEY UPDATE")
        .uuid(id.value())
        .uuid(job.value())
        .first(connection, DeploymentRow::read);
  }

  /** Those that there are, in no order. */
  static List<Deployment> all(Connection connection, List<DeploymentId> ids) throws SQLException {
    return Sql.of(SELECT + "WHERE d.id = ANY (?)")
        .uuids(ids.stream().map(DeploymentId::value).toList())
        .list(connection, DeploymentRow::read);
  }

  /** The deployments of locked jobs, locked too. */
  static List<Deployment> lock(Connection connection, Collection<DeploymentId> ids)
      throws SQLException {
    return Sql.of(SELECT + "WHERE d.id = ANY (?) ORDER BY d.id FOR NO KEY UPDATE")
        .uuids(ids.stream().map(DeploymentId::value).toList())
        .list(connection, DeploymentRow::read);
  }

  /** The job that does the work of a deployment in this scope. */
  static Optional<JobId> job(Connection connection, Scope scope, DeploymentId id)
      throws SQLException {
    Sql sql =
        Sql.of(
                "SELECT d.job_id FROM clickdeploy.deployments d WHERE d.organization_id = ? AND"
                    + " d.id = ? "
                    + SEEN)
            .uuid(scope.organization().value())
            .uuid(id.value());
    return bind(sql, scope).first(connection, row -> new JobId(row.uuid("job_id")));
  }

  /** Identifiers are time-ordered and decide between equal times. */
  static List<Deployment> list(
      Connection connection,
      Scope scope,
      ServiceId service,
      DeploymentFilter filter,
      int limit,
      @Nullable DeploymentId before)
      throws SQLException {
    String older =
        before == null
            ? ""
            : """
            AND (d.created_at, d.id) < (
              SELECT b.created_at, b.id FROM clickdeploy.deployments b
              WHERE b.organization_id = ? AND b.id = ?)
            """;
    Sql sql =
        Sql.of(
                SELECT
                    + "WHERE d.organization_id = ? AND d.service_id = ? "
                    + (filter.status() == null ? "" : "AND d.status = ? ")
                    + (filter.ref() == null ? "" : "AND d.ref = ANY (?) ")
                    + older
                    + SEEN
                    + "ORDER BY d.created_at DESC, d.id DESC LIMIT ?")
            .uuid(scope.organization().value())
            .uuid(service.value());
    if (filter.status() != null) {
      sql.text(Row.name(filter.status()));
    }
    if (filter.ref() != null) {
      sql.texts(filter.refs());
    }
    if (before != null) {
      sql.uuid(scope.organization().value()).uuid(before.value());
    }
    return bind(sql, scope).number(limit).list(connection, DeploymentRow::read);
  }

  /** The newest deployment of the commit that this one builds, for the same service. */
  static Deployment newestOfCommit(Connection connection, Deployment one) throws SQLException {
    return Sql.of(
            SELECT
                + """
                WHERE d.service_id = ? AND d.sha = ?
                ORDER BY d.created_at DESC, d.id DESC LIMIT 1
                """)
        .uuid(one.service().value())
        .text(one.origin().sha().value())
        .first(connection, DeploymentRow::read)
        .orElse(one);
  }

  /** The newest that succeeded with these inputs and whose image is kept. */
  static Optional<Deployment> sameInputs(
      Connection connection, ServiceId service, ImageDigest inputs) throws SQLException {
    return Sql.of(
            SELECT
                + """
                WHERE d.service_id = ? AND d.inputs = ? AND d.status = 'succeeded'
                  AND d.image_deleted_at IS NULL
                ORDER BY d.created_at DESC, d.id DESC LIMIT 1
                """)
        .uuid(service.value())
        .text(inputs.value())
        .first(connection, DeploymentRow::read);
  }

  /** The living deployment that a key of a service stands for. */
  static Optional<Deployment> underKey(Connection connection, ServiceId service, String key)
      throws SQLException {
    return Sql.of(
            SELECT
                + """
                WHERE d.service_id = ? AND d.deduplication_key = ?
                  AND d.status NOT IN ('failed', 'cancelled')
                """)
        .uuid(service.value())
        .text(key)
        .first(connection, DeploymentRow::read);
  }
}
