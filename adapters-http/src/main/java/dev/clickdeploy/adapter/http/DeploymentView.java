package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.deployment.Progress;
import dev.clickdeploy.model.deployment.Provenance;
import dev.clickdeploy.model.deployment.SourceExcerpt;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.source.Commit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What clients see of a deployment. Every field is always there, null where there is none. */
final class DeploymentView {
  private static final Schema TEXT = Schema.text().orNull();
  private static final Schema PROGRESS =
      Schema.object("Progress")
          .with("done", Schema.number())
          .with("total", Schema.number())
          .with("cached", Schema.number());
  private static final Schema COMMIT =
      Schema.object("Commit")
          .with("sha", Schema.text())
          .with("message", TEXT)
          .with("author", TEXT)
          .with("time", Schema.time().orNull());
  private static final Schema EXCERPT =
      Schema.object("SourceExcerpt")
          .with("file", Schema.text())
          .with("line", Schema.number())
          .with("text", Schema.text());
  private static final Schema FAILURE =
      Schema.object("Failure")
          .with("class", Schema.oneOf(FailureClass.values()))
          .with("message", Schema.text())
          .with("hint", TEXT)
          .with("lastLines", Schema.list(Schema.text()))
          .with("excerpt", EXCERPT.orNull());
  private static final Schema PROVENANCE =
      Schema.object("Provenance")
          .with("tree", Schema.text())
          .with("plan", Schema.text())
          .with("inputs", Schema.text())
          .with("reusedFrom", Schema.id().orNull());
  static final Schema SCHEMA =
      Schema.object("Deployment")
          .with("id", Schema.id())
          .with("service", Schema.id())
          .with("status", Schema.oneOf(DeploymentStatus.values()))
          .with("phase", Schema.oneOf(Phase.values()).orNull())
          .with("attempt", Schema.number())
          .with("progress", PROGRESS)
          .with("trigger", Schema.oneOf(Trigger.values()))
          .with("redeployOf", Schema.id().orNull())
          .with("rollbackTo", Schema.id().orNull())
          .with("ref", Schema.text())
          .with("commit", COMMIT)
          .with("noCache", Schema.flag())
          .with("plan", TEXT)
          .with("provenance", PROVENANCE.orNull())
          .with("image", ServiceView.IMAGE.orNull())
          .with("imageDeletedAt", Schema.time().orNull())
          .with("failure", FAILURE.orNull())
          .with("durations", Schema.map(Schema.number()))
          .with("createdAt", Schema.time())
          .with("startedAt", Schema.time().orNull())
          .with("finishedAt", Schema.time().orNull())
          .maybe("queue", PlaceView.SCHEMA.orNull());

  private DeploymentView() {}

  /**
   * {@code durations} are milliseconds per phase of the last attempt and in {@code total}, what
   * runs measured to now.
   */
  static ObjectNode of(Deployment deployment, InstantSource clock) {
    ObjectNode view =
        Json.object()
            .put("id", deployment.id().toString())
            .put("service", deployment.service().toString())
            .put("status", name(deployment.status()))
            .put("phase", nameOrNull(deployment.phase()))
            .put("attempt", deployment.attempt());
    view.set("progress", progress(deployment.progress()));
    Origin origin = deployment.origin();
    view.put("trigger", name(origin.trigger()))
        .put("redeployOf", text(origin.redeployOf()))
        .put("rollbackTo", text(origin.rollbackTo()))
        .put("ref", origin.ref().value());
    view.set("commit", commit(deployment));
    view.put("noCache", origin.noCache());
    view.put("plan", deployment.planSummary());
    view.set("provenance", provenance(deployment.provenance()));
    view.set("image", ServiceView.image(deployment.image()));
    view.put("imageDeletedAt", text(deployment.imageDeletedAt()));
    view.set("failure", failure(deployment.failure()));
    view.set("durations", durations(deployment, clock));
    return view.put("createdAt", text(deployment.createdAt()))
        .put("startedAt", text(deployment.startedAt()))
        .put("finishedAt", text(deployment.finishedAt()));
  }

  private static @Nullable ObjectNode provenance(@Nullable Provenance provenance) {
    return provenance == null
        ? null
        : ServiceView.of(provenance.materials())
            .put(
                "reusedFrom",
                provenance.reusedFrom() == null ? null : provenance.reusedFrom().toString());
  }

  private static ObjectNode progress(Progress progress) {
    return Json.object()
        .put("done", progress.done())
        .put("total", progress.total())
        .put("cached", progress.cached());
  }

  private static ObjectNode commit(Deployment deployment) {
    Commit commit = deployment.commit();
    return Json.object()
        .put("sha", deployment.origin().sha().value())
        .put("message", commit == null ? null : commit.message())
        .put("author", commit == null ? null : commit.author())
        .put("time", commit == null ? null : text(commit.authoredAt()));
  }

  private static @Nullable ObjectNode failure(@Nullable Failure failure) {
    if (failure == null) {
      return null;
    }
    ObjectNode view =
        Json.object()
            .put("class", name(failure.type()))
            .put("message", failure.message())
            .put("hint", failure.mend());
    ArrayNode lines = view.putArray("lastLines");
    failure.lastLines().forEach(lines::add);
    view.set("excerpt", excerpt(failure.excerpt()));
    return view;
  }

  private static @Nullable ObjectNode excerpt(@Nullable SourceExcerpt excerpt) {
    return excerpt == null
        ? null
        : Json.object()
            .put("file", excerpt.file())
            .put("line", excerpt.line())
            .put("text", excerpt.text());
  }

  private static ObjectNode durations(Deployment deployment, InstantSource clock) {
    Instant end = Objects.requireNonNullElseGet(deployment.finishedAt(), clock::instant);
    ObjectNode view = Json.object();
    deployment
        .phaseTimes()
        .durations(end)
        .forEach((phase, took) -> view.put(name(phase), took.toMillis()));
    if (deployment.startedAt() != null && deployment.status() != DeploymentStatus.QUEUED) {
      view.put("total", Duration.between(deployment.startedAt(), end).toMillis());
    }
    return view;
  }

  /** How constants are written. */
  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static @Nullable String nameOrNull(@Nullable Enum<?> value) {
    return value == null ? null : name(value);
  }

  private static @Nullable String text(Optional<DeploymentId> id) {
    return id.map(DeploymentId::toString).orElse(null);
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.toString();
  }
}
