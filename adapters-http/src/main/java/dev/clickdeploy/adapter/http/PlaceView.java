package dev.clickdeploy.adapter.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.clickdeploy.model.job.Hold;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.QueuePlace;

/** Where a job stands in its queue, and what it waits for, in a word and in a sentence. */
final class PlaceView {
  static final Schema SCHEMA =
      Schema.object("QueuePlace")
          .with("position", Schema.number().orNull())
          .with(
              "reason",
              Schema.oneOf(
                  "starting", "later", "no_worker", "limit", "organization_limit", "workers_busy"))
          .with("detail", Schema.text())
          .with("until", Schema.time().orNull())
          .with("attempt", Schema.number())
          .with("maxAttempts", Schema.number())
          .with("lastError", Schema.text().orNull());

  private PlaceView() {}

  /** {@code attempt} is the one that is made or comes next. */
  static ObjectNode of(QueuePlace place) {
    Job job = place.job();
    Hold hold = place.hold();
    ObjectNode view = Json.object();
    view.put("position", place.position() == 0 ? null : (Integer) place.position())
        .put("reason", hold == null ? "starting" : reason(hold))
        .put("detail", hold == null ? "a worker has just taken it" : detail(hold, job))
        .put("until", hold instanceof Hold.Later later ? later.until().toString() : null)
        .put("attempt", hold == null ? job.attempt() : job.attempt() + 1)
        .put("maxAttempts", job.maxAttempts())
        .put("lastError", job.lastError());
    return view;
  }

  private static String reason(Hold hold) {
    return switch (hold) {
      case Hold.Later later -> "later";
      case Hold.NoWorker nobody -> "no_worker";
      case Hold.KindFull full -> "limit";
      case Hold.OrganizationFull full -> "organization_limit";
      case Hold.WorkersBusy busy -> "workers_busy";
    };
  }

  private static String detail(Hold hold, Job job) {
    return switch (hold) {
      case Hold.Later later when job.attempt() == 0 -> "it is due later";
      case Hold.Later later ->
          "attempt %d of %d comes after a pause, because the one before failed"
              .formatted(job.attempt() + 1, job.maxAttempts());
      case Hold.NoWorker nobody ->
          "no living worker takes jobs of kind %s; start one".formatted(job.kind());
      case Hold.KindFull full ->
          "%d jobs of kind %s run at once at most, and so many do"
              .formatted(full.most(), job.kind());
      case Hold.OrganizationFull full ->
          "%d jobs of kind %s of an organization run at once at most, and so many of yours do"
              .formatted(full.most(), job.kind());
      case Hold.WorkersBusy busy ->
          busy.slots() == 1
              ? "the worker for it is busy"
              : "the %d workers for it are busy".formatted(busy.slots());
    };
  }
}
