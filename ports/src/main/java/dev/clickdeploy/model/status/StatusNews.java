package dev.clickdeploy.model.status;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import java.time.Instant;

/** What a store does for git hosts when it writes a deployment. */
public final class StatusNews {
  private static final int ATTEMPTS = 12;

  private StatusNews() {}

  /** Whether a deployment that has just become so is news to its git host. */
  public static boolean isNews(Deployment written) {
    return switch (written.status()) {
      case QUEUED, SUCCEEDED, FAILED, CANCELLED, SUPERSEDED -> true;
      case RUNNING, CANCELLING -> false;
    };
  }

  /** The job that tells it, whose subject is the deployment's id. */
  public static NewJob job(Deployment written) {
    Instant at = written.finishedAt() == null ? written.createdAt() : written.finishedAt();
    return NewJob.of(
        JobId.next(() -> at),
        JobKind.STATUS,
        written.organization(),
        written.id().toString(),
        ATTEMPTS);
  }
}
