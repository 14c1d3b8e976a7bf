package dev.clickdeploy.adapter.postgres.deployment;

import dev.clickdeploy.adapter.postgres.sql.Row;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.deployment.PhaseTimes;
import dev.clickdeploy.model.deployment.Progress;
import dev.clickdeploy.model.deployment.Provenance;
import dev.clickdeploy.model.deployment.SourceExcerpt;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of deployments. */
final class DeploymentRow {
  static final String COLUMNS =
      """
      d.id, d.organization_id, d.service_id, d.job_id, d.triggered_by, d.ref, d.sha,
      d.deduplication_key, d.status, d.attempt, d.worker, d.phase, d.progress_total, d.progress_done,
      d.progress_cached, d.commit_sha, d.commit_message, d.commit_author, d.commit_authored_at,
      d.plan_summary, d.tree_id, d.plan_hash, d.inputs, d.reused_from_id, d.image_reference, d.image_digest, d.image_deleted_at, d.failure_class, d.failure_message,
      d.failure_mend, d.failure_lines, d.failure_file, d.failure_line, d.failure_excerpt,
      d.no_cache, d.from_deployment_id, d.fetching_at, d.planning_at, d.building_at, d.pushing_at,
      d.verifying_at, d.created_at, d.started_at, d.finished_at\
      """;

  private DeploymentRow() {}

  static Deployment read(Row row) throws SQLException {
    return new Deployment(
        new DeploymentId(row.uuid("id")),
        new OrganizationId(row.uuid("organization_id")),
        new ServiceId(row.uuid("service_id")),
        origin(row),
        row.constant(DeploymentStatus.class, "status"),
        row.integer("attempt"),
        row.textOrNull("worker"),
        row.textOrNull("phase") == null ? null : row.constant(Phase.class, "phase"),
        new Progress(
            row.integer("progress_total"),
            row.integer("progress_done"),
            row.integer("progress_cached")),
        commit(row),
        row.textOrNull("plan_summary"),
        provenance(row),
        image(row),
        row.instantOrNull("image_deleted_at"),
        failure(row),
        phaseTimes(row),
        row.instant("created_at"),
        row.instantOrNull("started_at"),
        row.instantOrNull("finished_at"));
  }

  private static Origin origin(Row row) throws SQLException {
    return new Origin(
        row.constant(Trigger.class, "triggered_by"),
        new GitRef(row.text("ref")),
        new CommitSha(row.text("sha")),
        row.textOrNull("deduplication_key"),
        row.flag("no_cache"),
        from(row));
  }

  private static @Nullable DeploymentId from(Row row) throws SQLException {
    UUID from = row.uuidOrNull("from_deployment_id");
    return from == null ? null : new DeploymentId(from);
  }

  private static @Nullable Commit commit(Row row) throws SQLException {
    String sha = row.textOrNull("commit_sha");
    return sha == null
        ? null
        : new Commit(
            new CommitSha(sha),
            row.text("commit_message"),
            row.text("commit_author"),
            row.instant("commit_authored_at"));
  }

  private static @Nullable Provenance provenance(Row row) throws SQLException {
    String inputs = row.textOrNull("inputs");
    UUID reused = row.uuidOrNull("reused_from_id");
    return inputs == null
        ? null
        : new Provenance(
            row.text("tree_id"),
            ImageDigest.parse(row.text("plan_hash")),
            ImageDigest.parse(inputs),
            reused == null ? null : new DeploymentId(reused));
  }

  private static @Nullable PushedImage image(Row row) throws SQLException {
    String reference = row.textOrNull("image_reference");
    return reference == null
        ? null
        : new PushedImage(
            ImageReference.parse(reference), ImageDigest.parse(row.text("image_digest")));
  }

  private static @Nullable Failure failure(Row row) throws SQLException {
    return row.textOrNull("failure_class") == null
        ? null
        : new Failure(
            row.constant(FailureClass.class, "failure_class"),
            row.text("failure_message"),
            row.textOrNull("failure_mend"),
            row.texts("failure_lines"),
            excerpt(row));
  }

  private static @Nullable SourceExcerpt excerpt(Row row) throws SQLException {
    String file = row.textOrNull("failure_file");
    return file == null
        ? null
        : new SourceExcerpt(file, row.integer("failure_line"), row.text("failure_excerpt"));
  }

  private static PhaseTimes phaseTimes(Row row) throws SQLException {
    Map<Phase, Instant> begun = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      Instant at = row.instantOrNull(Row.name(phase) + "_at");
      if (at != null) {
        begun.put(phase, at);
      }
    }
    return new PhaseTimes(begun);
  }
}
