package dev.clickdeploy.adapter.postgres.push;

import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.Head;
import dev.clickdeploy.model.service.ServiceId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The newest deployed pushes to services' refs. */
final class Heads {
  private static final String SELECT =
      """
      SELECT k.place, h.*
      FROM unnest(?::uuid[], ?::uuid[], ?::text[])
        WITH ORDINALITY AS k (delivery_id, service_id, ref, place)
      CROSS JOIN LATERAL (
        SELECT d.id AS deployment_id, d.status, %s,
          v.arrival > (SELECT arrival FROM clickdeploy.webhook_deliveries WHERE id = k.delivery_id)
            AS came_later
        FROM clickdeploy.webhook_verdicts v
        JOIN clickdeploy.webhook_deliveries w ON w.id = v.delivery_id
        JOIN clickdeploy.deployments d ON d.id = v.deployment_id
        WHERE v.service_id = k.service_id AND v.ref = k.ref AND v.verdict = 'queued'
        ORDER BY v.arrival DESC LIMIT 1
      ) h
      """
          .formatted(DeliveryRow.PUSH);

  private Heads() {}

  /** A stored delivery and a service that it concerns. */
  record Asked(Delivery delivery, ServiceId service) {}

  private record Found(Asked asked, Head head) {}

  /** Nothing for whom no push was deployed. */
  static Map<Asked, Head> of(Connection connection, List<Asked> all) throws SQLException {
    if (all.isEmpty()) {
      return Map.of();
    }
    List<Found> found =
        Sql.of(SELECT)
            .uuids(all.stream().map(asked -> asked.delivery.id().value()).toList())
            .uuids(all.stream().map(asked -> asked.service.value()).toList())
            .texts(all.stream().map(asked -> asked.delivery.push().ref().value()).toList())
            .list(
                connection,
                row ->
                    new Found(
                        all.get((int) row.number("place") - 1),
                        new Head(
                            DeliveryRow.push(row),
                            new DeploymentId(row.uuid("deployment_id")),
                            row.constant(DeploymentStatus.class, "status"),
                            row.flag("came_later"))));
    Map<Asked, Head> heads = new HashMap<>();
    found.forEach(each -> heads.put(each.asked, each.head));
    return heads;
  }
}
