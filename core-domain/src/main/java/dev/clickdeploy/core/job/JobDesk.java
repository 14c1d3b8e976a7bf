package dev.clickdeploy.core.job;

import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobCounts;
import dev.clickdeploy.model.job.JobFilter;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.port.in.Jobs;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.out.JobControl;
import dev.clickdeploy.port.out.JobQueue;
import dev.clickdeploy.port.out.Storage;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Jobs as embedders and operators see them. Builds and rollbacks begin, and begin again, as
 * deployments only.
 */
public final class JobDesk implements Jobs {
  private static final int MOST_JOBS = 1_000;

  private final JobQueue queue;
  private final JobControl control;
  private final InstantSource clock;

  /** On this storage's queue. */
  public JobDesk(Storage storage, InstantSource clock) {
    this.queue = storage.jobs();
    this.control = storage.jobControl();
    this.clock = clock;
  }

  @Override
  public List<JobId> enqueue(List<NewJob> jobs) {
    if (jobs.stream().anyMatch(job -> job.kind().isOfDeployments())) {
      throw new RequestException(
          Reason.INVALID,
          "the work of a deployment is not enqueued by itself; trigger a deployment");
    }
    return queue.enqueue(jobs).stream().map(JobQueue.Enqueued::job).toList();
  }

  @Override
  public Optional<Job> get(JobId job) {
    return control.get(job);
  }

  @Override
  public List<Job> list(JobFilter filter, int limit, @Nullable JobId before) {
    if (limit < 1) {
      throw new RequestException(
          Reason.INVALID, "the limit is %d; give 1 to %d".formatted(limit, MOST_JOBS));
    }
    return control.list(filter, Math.min(limit, MOST_JOBS), before);
  }

  @Override
  public boolean cancel(JobId job) {
    return control.cancel(job);
  }

  @Override
  public Optional<Job> retry(JobId dead) {
    if (control.get(dead).filter(job -> job.kind().isOfDeployments()).isPresent()) {
      throw new RequestException(
          Reason.CONFLICT,
          "job %s is a deployment's, with which it has ended; deploy again".formatted(dead));
    }
    return control.retry(dead, JobId.next(clock));
  }

  @Override
  public List<JobCounts> counts() {
    return control.counts();
  }
}
