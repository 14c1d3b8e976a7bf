package dev.clickdeploy.adapter.postgres.push;

import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds deliveries, each with its verdicts. */
final class DeliveryReads {
  private static final String SELECT =
      "SELECT " + DeliveryRow.COLUMNS + " FROM clickdeploy.webhook_deliveries w ";

  /**
   * By the key, delivery for delivery: planned as one, a plan that is made while there are few
   * verdicts, and kept, reads all of them each time.
   */
  static final String VERDICTS =
      """
      SELECT v.delivery_id, v.service_id, v.verdict, v.reason, v.detail, v.deployment_id
      FROM unnest(?) AS k (id)
      CROSS JOIN LATERAL (
        SELECT * FROM clickdeploy.webhook_verdicts WHERE delivery_id = k.id OFFSET 0
      ) v
      WHERE NOT EXISTS (
        SELECT FROM clickdeploy.services s WHERE s.id = v.service_id AND s.deleted_at IS NOT NULL)
      ORDER BY v.service_id
      """;

  private DeliveryReads() {}

  static Optional<Delivery> load(Connection connection, DeliveryId id) throws SQLException {
    Sql select = Sql.of(SELECT + "WHERE w.id = ?").uuid(id.value());
    return withVerdicts(connection, select.list(connection, DeliveryRow::read)).stream()
        .findFirst();
  }

  /** Those of these that are there. */
  static Map<DeliveryId, Delivery> load(Connection connection, List<DeliveryId> ids)
      throws SQLException {
    Map<DeliveryId, Delivery> found = new HashMap<>();
    if (!ids.isEmpty()) {
      Sql select =
          Sql.of(SELECT + "WHERE w.id = ANY (?)")
              .uuids(ids.stream().map(DeliveryId::value).toList());
      withVerdicts(connection, select.list(connection, DeliveryRow::read))
          .forEach(delivery -> found.put(delivery.id(), delivery));
    }
    return found;
  }

  /** The stored one under the key of this one, locked. */
  static Optional<Delivery> lockSame(Connection connection, Delivery delivery) throws SQLException {
    Sql select =
        Sql.of(
                SELECT
                    + """
                    WHERE w.organization_id = ? AND w.source = ? AND w.delivery_key = ?
                    FOR NO KEY UPDATE
                    """)
            .uuid(delivery.organization().value())
            .text(Row.name(delivery.push().source()))
            .text(delivery.key());
    return withVerdicts(connection, select.list(connection, DeliveryRow::read)).stream()
        .findFirst();
  }

  static List<Delivery> list(
      Connection connection, OrganizationId organization, int limit, @Nullable DeliveryId before)
      throws SQLException {
    Sql select =
        Sql.of(
                SELECT
                    + "WHERE w.organization_id = ? "
                    + (before == null ? "" : "AND w.id < ? ")
                    + "ORDER BY w.id DESC LIMIT ?")
            .uuid(organization.value());
    if (before != null) {
      select.uuid(before.value());
    }
    return withVerdicts(connection, select.number(limit).list(connection, DeliveryRow::read));
  }

  private record Found(UUID delivery, Verdict verdict) {}

  private static List<Delivery> withVerdicts(Connection connection, List<Delivery> deliveries)
      throws SQLException {
    if (deliveries.isEmpty()) {
      return deliveries;
    }
    List<Found> found =
        Sql.of(VERDICTS)
            .uuids(deliveries.stream().map(delivery -> delivery.id().value()).toList())
            .list(connection, row -> new Found(row.uuid("delivery_id"), VerdictRow.read(row)));
    Map<UUID, List<Verdict>> verdicts = new HashMap<>();
    for (Found each : found) {
      verdicts.computeIfAbsent(each.delivery(), id -> new ArrayList<>()).add(each.verdict());
    }
    return deliveries.stream()
        .map(d -> d.with(d.attempts(), verdicts.getOrDefault(d.id().value(), List.of())))
        .toList();
  }
}
