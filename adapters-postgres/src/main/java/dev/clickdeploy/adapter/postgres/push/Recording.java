package dev.clickdeploy.adapter.postgres.push;

import dev.clickdeploy.adapter.postgres.sql.Hot;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.push.Decision;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.DeliveryId;
import dev.clickdeploy.model.push.Head;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.port.out.PushLedger.Recorded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Writes deliveries, new ones and those that come again, within a transaction. */
final class Recording {
  private static final Hot LOCK =
      Hot.first(
          """
          SELECT pg_advisory_xact_lock(key)
          FROM (SELECT hashtextextended(id::text, 1668048743) AS key
                FROM unnest(?::uuid[]) AS id ORDER BY 1 OFFSET 0) AS locks
          """);

  private Recording() {}

  static Recorded record(Connection connection, Delivery delivery, List<Decision> decisions)
      throws SQLException {
    lock(
        connection,
        decisions.stream()
            .filter(d -> !(d instanceof Decision.Skip))
            .map(Decision::service)
            .toList());
    if (DeliveryRow.insert(delivery).update(connection) == 1) {
      return new Deciding(connection, delivery).apply(decisions);
    }
    Delivery stored = DeliveryReads.lockSame(connection, delivery).orElseThrow();
    List<Decision> due = due(connection, stored, decisions);
    if (!due.isEmpty()) {
      Sql.of("UPDATE clickdeploy.webhook_deliveries SET attempts = attempts + 1 WHERE id = ?")
          .uuid(stored.id().value())
          .update(connection);
    }
    return new Deciding(connection, stored).apply(due);
  }

  private static List<Decision> due(
      Connection connection, Delivery stored, List<Decision> decisions) throws SQLException {
    Set<UUID> useless = useless(connection, stored);
    return decisions.stream()
        .filter(
            decision ->
                stored.letsThrough(
                    decision, queued -> useless.contains(queued.deployment().value())))
        .toList();
  }

  private static Set<UUID> useless(Connection connection, Delivery stored) throws SQLException {
    List<UUID> deployments = new ArrayList<>();
    for (Verdict verdict : stored.verdicts()) {
      if (verdict instanceof Verdict.Queued queued) {
        deployments.add(queued.deployment().value());
      }
    }
    List<Optional<UUID>> found =
        Sql.of("SELECT id, status FROM clickdeploy.deployments WHERE id = ANY (?)")
            .uuids(deployments)
            .list(
                connection,
                row ->
                    Head.isUseful(row.constant(DeploymentStatus.class, "status"))
                        ? Optional.<UUID>empty()
                        : Optional.of(row.uuid("id")));
    Set<UUID> useless = new HashSet<>();
    found.forEach(id -> id.ifPresent(useless::add));
    return useless;
  }

  static Optional<Recorded> settle(Connection connection, DeliveryId id, Decision decision)
      throws SQLException {
    lock(connection, List.of(decision.service()));
    boolean pending =
        Sql.of(
                """
                SELECT FROM clickdeploy.webhook_verdicts
                WHERE delivery_id = ? AND service_id = ? AND verdict = 'pending'
                FOR NO KEY UPDATE
                """)
            .uuid(id.value())
            .uuid(decision.service().value())
            .any(connection);
    if (!pending) {
      return Optional.empty();
    }
    Delivery delivery = DeliveryReads.load(connection, id).orElseThrow();
    return Optional.of(new Deciding(connection, delivery).apply(List.of(decision)));
  }

  /** In one order, so that no two deliveries wait for each other. */
  static void lock(Connection connection, List<ServiceId> services) throws SQLException {
    Sql.of(LOCK).uuids(services.stream().map(ServiceId::value).toList()).any(connection);
  }
}
