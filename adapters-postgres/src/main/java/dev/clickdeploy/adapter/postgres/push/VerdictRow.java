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
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A row of webhook_verdicts. */
final class VerdictRow {
  private VerdictRow() {}

  /** A verdict on a stored delivery. */
  record Given(Delivery delivery, Verdict verdict) {}

  /** Writes verdicts, each in the place of the one before. */
  static void write(Connection connection, List<Given> all) throws SQLException {
    if (all.isEmpty()) {
      return;
    }
    Sql.of(
            """
            INSERT INTO clickdeploy.webhook_verdicts
              (delivery_id, arrival, service_id, organization_id, ref, verdict, reason, detail,
               deployment_id)
            SELECT k.delivery_id,
                   (SELECT arrival FROM clickdeploy.webhook_deliveries WHERE id = k.delivery_id),
                   k.service_id, k.organization_id, k.ref, k.verdict, k.reason, k.detail,
                   k.deployment_id
            FROM unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::uuid[])
              AS k (delivery_id, service_id, organization_id, ref, verdict, reason, detail,
                    deployment_id)
            ON CONFLICT (delivery_id, service_id) DO UPDATE
            SET verdict = excluded.verdict, reason = excluded.reason,
                detail = excluded.detail, deployment_id = excluded.deployment_id
            """)
        .uuids(each(all, given -> given.delivery.id().value()))
        .uuids(each(all, given -> given.verdict.service().value()))
        .uuids(each(all, given -> given.delivery.organization().value()))
        .texts(each(all, given -> given.delivery.push().ref().value()))
        .texts(each(all, given -> kind(given.verdict)))
        .texts(each(all, given -> reason(given.verdict)))
        .texts(each(all, given -> detail(given.verdict)))
        .uuids(each(all, given -> deployment(given.verdict)))
        .update(connection);
  }

  /** Newer pushes have taken the place of those that these deployments are of. */
  static void markSuperseded(Connection connection, Map<DeploymentId, Pushed> newerByEnded)
      throws SQLException {
    if (newerByEnded.isEmpty()) {
      return;
    }
    List<UUID> ended = newerByEnded.keySet().stream().map(DeploymentId::value).toList();
    Sql.of(
            """
            UPDATE clickdeploy.webhook_verdicts v
            SET verdict = 'superseded',
                detail = (
                  SELECT k.detail FROM unnest(?::uuid[], ?::text[]) AS k (deployment_id, detail)
                  WHERE k.deployment_id = v.deployment_id)
            WHERE v.deployment_id = ANY (?) AND v.verdict = 'queued'
            """)
        .uuids(ended)
        .texts(newerByEnded.values().stream().map(Head::supersededBy).toList())
        .uuids(ended)
        .update(connection);
  }

  private static <R extends @Nullable Object> List<R> each(
      List<Given> all, Function<Given, R> part) {
    List<R> parts = new ArrayList<>(all.size());
    for (Given one : all) {
      parts.add(part.apply(one));
    }
    return parts;
  }

  private static String kind(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Queued queued -> "queued";
      case Verdict.Pending pending -> "pending";
      case Verdict.Skipped skipped -> "skipped";
      case Verdict.Superseded superseded -> "superseded";
    };
  }

  private static @Nullable String reason(Verdict verdict) {
    return verdict instanceof Verdict.Skipped skipped ? Row.name(skipped.why()) : null;
  }

  private static @Nullable String detail(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Queued queued -> queued.detail();
      case Verdict.Pending pending -> null;
      case Verdict.Skipped skipped -> skipped.detail();
      case Verdict.Superseded superseded -> superseded.detail();
    };
  }

  private static @Nullable UUID deployment(Verdict verdict) {
    DeploymentId deployment =
        switch (verdict) {
          case Verdict.Queued queued -> queued.deployment();
          case Verdict.Pending pending -> null;
          case Verdict.Skipped skipped -> skipped.deployment();
          case Verdict.Superseded superseded -> superseded.deployment();
        };
    return deployment == null ? null : deployment.value();
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
