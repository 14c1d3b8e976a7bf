package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.port.out.EventSink;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.JobQueue;

/** Tells the queue how an attempt ended, once; work that is done is told by {@link Completions}. */
final class Settlement {
  static final String LOST = "lost";
  static final String UNSETTLED = "unsettled";

  private final JobQueue jobs;
  private final Backoff backoff;
  private final EventSink events;

  Settlement(JobQueue jobs, Backoff backoff, EventSink events) {
    this.jobs = jobs;
    this.backoff = backoff;
    this.events = events;
  }

  /** The outcome in a word, for the operator. */
  String settle(RunningJob job, JobResult result) {
    if (job.isLost() && !(result instanceof JobResult.AlreadyEnded)) {
      return LOST;
    }
    try {
      return write(job.claim(), result);
    } catch (RuntimeException e) {
      events.on(
          new Event.Trouble(
              "the end of job %s could not be written; it begins anew when its lease has run out"
                  .formatted(job.job().id()),
              e));
      return UNSETTLED;
    }
  }

  private String write(Claim claim, JobResult result) {
    return switch (result) {
      case JobResult.Done done -> held(jobs.complete(claim), "completed");
      case JobResult.Retry retry ->
          held(jobs.fail(claim, retry.error(), true, backoff), "attempt failed");
      case JobResult.Failed failed ->
          held(jobs.fail(claim, failed.error(), false, backoff), "failed");
      case JobResult.Cancelled cancelled -> held(jobs.acknowledgeCancel(claim), "cancelled");
      case JobResult.HandedBack handedBack -> held(jobs.release(claim), "handed back");
      case JobResult.ClaimLost lost -> LOST;
      case JobResult.AlreadyEnded ended -> ended.outcome();
    };
  }

  private static String held(boolean accepted, String outcome) {
    return accepted ? outcome : LOST;
  }
}
