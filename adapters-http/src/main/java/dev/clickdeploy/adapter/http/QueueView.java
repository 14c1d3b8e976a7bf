package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.QueueEntry;
import dev.clickdeploy.model.job.JobCounts;
import dev.clickdeploy.model.job.WorkerPresence;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.port.in.Queue.Overview;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The queue in few words; times are milliseconds. */
final class QueueView {
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
