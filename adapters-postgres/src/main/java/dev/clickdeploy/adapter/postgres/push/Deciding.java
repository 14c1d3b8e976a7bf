package dev.clickdeploy.adapter.postgres.push;

import dev.clickdeploy.adapter.postgres.deployment.Creating;
import dev.clickdeploy.adapter.postgres.deployment.Replacing;
import dev.clickdeploy.adapter.postgres.queue.Enqueuing;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.push.Decision;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.Head;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.port.out.DeploymentStore.Creation;
import dev.clickdeploy.port.out.PushLedger.Recorded;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns decisions on a stored delivery into verdicts, and carries them out. */
final class Deciding {
  private final Connection connection;
  private final Delivery delivery;
  private final List<DeploymentId> queued = new ArrayList<>();
  private final List<DeploymentId> superseded = new ArrayList<>();

  Deciding(Connection connection, Delivery delivery) {
    this.connection = connection;
    this.delivery = delivery;
  }

  Recorded apply(List<Decision> decisions) throws SQLException {
    for (Decision decision : decisions) {
      VerdictRow.write(connection, delivery, verdict(decision));
    }
    return new Recorded(
        DeliveryReads.load(connection, delivery.id()).orElseThrow(), queued, superseded);
  }

  private Verdict verdict(Decision decision) throws SQLException {
    return switch (decision) {
      case Decision.Skip skip -> skip.verdict();
      case Decision.Compare compare -> {
        Enqueuing.within(connection, List.of(compare.job()));
        yield new Verdict.Pending(compare.service());
      }
      case Decision.Deploy deploy -> {
        Optional<Verdict> answer =
            delivery.isReplay()
                ? Optional.empty()
                : head(deploy.service()).flatMap(head -> head.answerTo(delivery, deploy.service()));
        yield answer.isPresent() ? answer.get() : deployed(deploy);
      }
    };
  }

  private Verdict deployed(Decision.Deploy deploy) throws SQLException {
    return switch (Creating.within(connection, deploy.deployment(), deploy.job())) {
      case Creation.Duplicate duplicate ->
          Head.sameCommit(deploy.service(), duplicate.existing().id(), delivery.push());
      case Creation.Created created -> {
        Deployment newer = created.deployment();
        queued.add(newer.id());
        List<DeploymentId> ended = Replacing.within(connection, newer, deploy.superseding());
        if (!ended.isEmpty()) {
          superseded.addAll(ended);
          markSuperseded(ended);
        }
        yield new Verdict.Queued(deploy.service(), newer.id(), deploy.why());
      }
    };
  }

  private void markSuperseded(List<DeploymentId> ended) throws SQLException {
    Sql.of(
            """
            UPDATE clickdeploy.webhook_verdicts SET verdict = 'superseded', detail = ?
            WHERE deployment_id = ANY (?) AND verdict = 'queued'
            """)
        .text(Head.supersededBy(delivery.push()))
        .uuids(ended.stream().map(DeploymentId::value).toList())
        .update(connection);
  }

  private Optional<Head> head(ServiceId service) throws SQLException {
    return Sql.of(
            """
            SELECT d.id AS deployment_id, d.status, %s,
              v.arrival > (SELECT arrival FROM clickdeploy.webhook_deliveries WHERE id = ?)
                AS came_later
            FROM clickdeploy.webhook_verdicts v
            JOIN clickdeploy.webhook_deliveries w ON w.id = v.delivery_id
            JOIN clickdeploy.deployments d ON d.id = v.deployment_id
            WHERE v.service_id = ? AND v.ref = ? AND v.verdict = 'queued'
            ORDER BY v.arrival DESC LIMIT 1
            """
                .formatted(DeliveryRow.PUSH))
        .uuid(delivery.id().value())
        .uuid(service.value())
        .text(delivery.push().ref().value())
        .first(
            connection,
            row ->
                new Head(
                    DeliveryRow.push(row),
                    new DeploymentId(row.uuid("deployment_id")),
                    row.constant(DeploymentStatus.class, "status"),
                    row.flag("came_later")));
  }
}
