package dev.clickdeploy.adapter.postgres.service;

import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.image.PushedImage;
import java.sql.Connection;
import java.sql.SQLException;

/** Which image a service runs. */
public final class CurrentImage {
  private CurrentImage() {}

  /**
   * Makes a deployment's image the current one unless that of a newer deployment is. The time is
   * kept in the service's own row: looked up elsewhere, it would be the one from before a wait for
   * the row's lock.
   */
  public static void offer(Connection connection, Deployment deployment, PushedImage image)
      throws SQLException {
    Sql.of(
            """
            UPDATE clickdeploy.services
            SET image_reference = ?, image_digest = ?, image_deployment_created_at = ?,
                image_deployment_id = ?
            WHERE id = ?
              AND (image_deployment_id IS NULL
                OR (image_deployment_created_at, image_deployment_id) < (?::timestamptz, ?::uuid))
            """)
        .text(image.reference().toString())
        .text(image.digest().value())
        .instant(deployment.createdAt())
        .uuid(deployment.id().value())
        .uuid(deployment.service().value())
        .instant(deployment.createdAt())
        .uuid(deployment.id().value())
        .update(connection);
  }
}
