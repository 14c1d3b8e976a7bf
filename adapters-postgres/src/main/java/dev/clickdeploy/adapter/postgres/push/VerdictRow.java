package dev.clickdeploy.adapter.postgres.push;

import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.adapter.postgres.sql.Sql;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.Head;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.push.SkipReason;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.ServiceId;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of webhook_verdicts. */
final class VerdictRow {
  private VerdictRow() {}

  /** Writes a verdict in the place of the one before. */
  static Sql write(Delivery delivery, Verdict verdict) {
    Sql sql =
        Sql.of(
                """
                INSERT INTO clickdeploy.webhook_verdicts
                  (delivery_id, arrival, service_id, organization_id, ref, verdict, reason,
                   detail, deployment_id)
                VALUES (?, (SELECT arrival FROM clickdeploy.webhook_deliveries WHERE id = ?),
                        ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (delivery_id, service_id) DO UPDATE
                SET verdict = excluded.verdict, reason = excluded.reason,
                    detail = excluded.detail, deployment_id = excluded.deployment_id
                """)
            .uuid(delivery.id().value())
            .uuid(delivery.id().value())
            .uuid(verdict.service().value())
            .uuid(delivery.organization().value())
            .text(delivery.push().ref().value());
    return bind(sql, verdict);
  }

  /** A newer push has taken the place of those that these deployments are of. */
  static Sql superseded(Pushed newer, List<DeploymentId> ended) {
    return Sql.of(
            """
            UPDATE clickdeploy.webhook_verdicts SET verdict = 'superseded', detail = ?
            WHERE deployment_id = ANY (?) AND verdict = 'queued'
            """)
        .text(Head.supersededBy(newer))
        .uuids(ended.stream().map(DeploymentId::value).toList());
  }

  private static Sql bind(Sql sql, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Queued queued ->
          bind(sql.text("queued").text(null), queued.detail(), queued.deployment());
      case Verdict.Pending pending -> bind(sql.text("pending").text(null), null, null);
      case Verdict.Skipped skipped ->
          bind(
              sql.text("skipped").text(Row.name(skipped.why())),
              skipped.detail(),
              skipped.deployment());
      case Verdict.Superseded superseded ->
          bind(sql.text("superseded").text(null), superseded.detail(), superseded.deployment());
    };
  }

  private static Sql bind(Sql sql, @Nullable String detail, @Nullable DeploymentId deployment) {
    return sql.text(detail).uuid(deployment == null ? null : deployment.value());
  }

  static Verdict read(Row row) throws SQLException {
    ServiceId service = new ServiceId(row.uuid("service_id"));
    String kept = row.textOrNull("deployment_id");
    DeploymentId deployment = kept == null ? null : new DeploymentId(UUID.fromString(kept));
    String verdict = row.text("verdict");
    return switch (verdict) {
      case "queued" ->
          new Verdict.Queued(
              service, new DeploymentId(row.uuid("deployment_id")), row.textOrNull("detail"));
      case "pending" -> new Verdict.Pending(service);
      case "skipped" ->
          new Verdict.Skipped(
              service, row.constant(SkipReason.class, "reason"), row.text("detail"), deployment);
      case "superseded" -> new Verdict.Superseded(service, row.text("detail"), deployment);
      default -> throw new IllegalStateException("there is no verdict " + verdict);
    };
  }
}
