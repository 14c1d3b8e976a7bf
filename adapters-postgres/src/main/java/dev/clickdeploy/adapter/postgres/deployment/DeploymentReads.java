package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds deployments. */
final class DeploymentReads {
  private static final String SELECT =
      "SELECT " + DeploymentRow.COLUMNS + " FROM clickdeploy.deployments d ";

  private DeploymentReads() {}

  static Optional<Deployment> find(
      Connection connection, OrganizationId organization, DeploymentId id) throws SQLException {
    return Sql.of(SELECT + "WHERE d.organization_id = ? AND d.id = ?")
        .uuid(organization.value())
        .uuid(id.value())
        .first(connection, DeploymentRow::read);
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

  /** The job that builds a deployment of this organization. */
  static Optional<JobId> job(Connection connection, OrganizationId organization, DeploymentId id)
      throws SQLException {
    return Sql.of("SELECT job_id FROM clickdeploy.deployments WHERE organization_id = ? AND id = ?")
        .uuid(organization.value())
        .uuid(id.value())
        .first(connection, row -> new JobId(row.uuid("job_id")));
  }

  /** Identifiers are time-ordered and decide between equal times. */
  static List<Deployment> list(
      Connection connection,
      OrganizationId organization,
      ServiceId service,
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
                    + older
                    + "ORDER BY d.created_at DESC, d.id DESC LIMIT ?")
            .uuid(organization.value())
            .uuid(service.value());
    if (before != null) {
      sql.uuid(organization.value()).uuid(before.value());
    }
    return sql.number(limit).list(connection, DeploymentRow::read);
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
