package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.deployment.QueueEntry;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.job.JobCounts;
import dev.clickdeploy.model.job.WorkerPresence;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.port.in.Queue.Overview;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The queue in few words; times are milliseconds. */
final class QueueView {
  static final Schema ENTRY =
      Schema.object("QueueEntry")
          .with("id", Schema.id())
          .with("service", Schema.id())
          .with("status", Schema.oneOf(DeploymentStatus.values()))
          .with("phase", Schema.oneOf(Phase.values()).orNull())
          .with("trigger", Schema.oneOf(Trigger.values()))
          .with("ref", Schema.text())
          .with("sha", Schema.text())
          .with("subject", Schema.text().orNull())
          .with("attempt", Schema.number())
          .with("worker", Schema.text().orNull())
          .with("createdAt", Schema.time())
          .with("age", Schema.number())
          .with("waiting", PlaceView.SCHEMA.orNull());
  private static final Schema KIND =
      Schema.object("JobCounts")
          .with("kind", Schema.text())
          .with("ready", Schema.number())
          .with("scheduled", Schema.number())
          .with("processing", Schema.number())
          .with("failed", Schema.number())
          .with("oldest", Schema.number().orNull());
  private static final Schema WORKER =
      Schema.object("Worker")
          .with("id", Schema.id())
          .with("name", Schema.text())
          .with("slots", Schema.map(Schema.number()));
  static final Schema OVERVIEW =
      Schema.object("QueueOverview")
          .with("kinds", Schema.list(KIND))
          .with("workers", Schema.list(WORKER));

  private QueueView() {}

  /** {@code waiting} says where and why, and is null for what runs. */
  static ObjectNode of(QueueEntry entry, InstantSource clock) {
    Deployment deployment = entry.deployment();
    boolean waits = deployment.status() == DeploymentStatus.QUEUED;
    Commit commit = deployment.commit();
    ObjectNode view =
        Json.object()
            .put("id", deployment.id().toString())
            .put("service", deployment.service().toString())
            .put("status", DeploymentView.name(deployment.status()))
            .put(
                "phase",
                deployment.phase() == null ? null : DeploymentView.name(deployment.phase()))
            .put("trigger", DeploymentView.name(deployment.origin().trigger()))
            .put("ref", deployment.origin().ref().value())
            .put("sha", deployment.origin().sha().value())
            .put("subject", commit == null ? null : commit.subject())
            .put("attempt", deployment.attempt())
            .put("worker", waits ? null : deployment.worker())
            .put("createdAt", deployment.createdAt().toString())
            .put("age", Duration.between(deployment.createdAt(), clock.instant()).toMillis());
    view.set("waiting", waits ? PlaceView.of(entry.place()) : null);
    return view;
  }

  static ObjectNode of(Overview overview) {
    ObjectNode view = Json.object();
    view.set("kinds", Json.array(overview.counts(), QueueView::of));
    view.set("workers", Json.array(overview.workers(), QueueView::of));
    return view;
  }

  /** {@code oldest} is how long the oldest ready job has been due. */
  private static ObjectNode of(JobCounts counts) {
    return Json.object()
        .put("kind", counts.kind().value())
        .put("ready", counts.ready())
        .put("scheduled", counts.scheduled())
        .put("processing", counts.processing())
        .put("failed", counts.failed())
        .put("oldest", millis(counts.oldestReady()));
  }

  private static @Nullable Long millis(@Nullable Duration duration) {
    return duration == null ? null : (Long) duration.toMillis();
  }

  private static ObjectNode of(WorkerPresence worker) {
    ObjectNode view = Json.object().put("id", worker.id().toString()).put("name", worker.name());
    ObjectNode slots = view.putObject("slots");
    worker.slots().entrySet().stream()
        .sorted((a, b) -> a.getKey().value().compareTo(b.getKey().value()))
        .forEach(each -> slots.put(each.getKey().value(), each.getValue()));
    return view;
  }
}
