package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.status.StatusNews;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The jobs that come with a deployment because its git host is to be told of it. */
final class News {
  /** Whether the git host of {@code d}'s service is told of commits. */
  static final String WANTED =
      """
      EXISTS (
        SELECT FROM clickdeploy.services s
        JOIN clickdeploy.service_secrets x ON x.service_id = s.id
        WHERE s.id = d.service_id AND s.commit_status AND x.git_token IS NOT NULL)
      """;

  private News() {}

  /** The jobs that tell of deployments that have been written so. */
  static List<NewJob> of(Connection connection, List<Deployment> written) throws SQLException {
    List<Deployment> news = written.stream().filter(StatusNews::isNews).toList();
    if (news.isEmpty()) {
      return List.of();
    }
    Set<UUID> wanted =
        Set.copyOf(
            Sql.of("SELECT d.id FROM clickdeploy.deployments d WHERE d.id = ANY (?) AND " + WANTED)
                .uuids(news.stream().map(deployment -> deployment.id().value()).toList())
                .list(connection, row -> row.uuid("id")));
    return news.stream()
        .filter(deployment -> wanted.contains(deployment.id().value()))
        .map(StatusNews::job)
        .toList();
  }
}
