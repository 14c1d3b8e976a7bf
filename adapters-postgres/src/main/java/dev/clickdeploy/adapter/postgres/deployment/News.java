package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.queue.Enqueuing;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.status.StatusNews;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Puts on the queue, with the deployment itself, what its git host is to be told. */
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

  /** Of a deployment that has been written so. */
  static void of(Connection connection, Deployment written) throws SQLException {
    if (StatusNews.isNews(written) && isWanted(connection, written)) {
      tell(connection, written);
    }
  }

  static void tell(Connection connection, Deployment written) throws SQLException {
    Enqueuing.within(connection, List.of(StatusNews.job(written)));
  }

  private static boolean isWanted(Connection connection, Deployment written) throws SQLException {
    return Sql.of("SELECT FROM clickdeploy.deployments d WHERE d.id = ? AND " + WANTED)
        .uuid(written.id().value())
        .any(connection);
  }
}
