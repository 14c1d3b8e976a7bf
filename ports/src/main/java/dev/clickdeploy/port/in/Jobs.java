package dev.clickdeploy.port.in;

import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobCounts;
import dev.clickdeploy.model.job.JobFilter;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.NewJob;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Jobs of every kind, for embedders that register handlers of their own, and for operators. */
public interface Jobs {
  /** Puts jobs on the queue, all or none; answers the live job that does the work of each. */
  List<JobId> enqueue(List<NewJob> jobs);

  /** A live or finished job, as long as it is kept. */
  Optional<Job> get(JobId job);

  /** Jobs, newest first, at most 1,000; {@code before} continues a listing. */
  List<Job> list(JobFilter filter, int limit, @Nullable JobId before);

  /** Asks to cancel; false when it has ended. */
  boolean cancel(JobId job);

  /** Does the work of a failed or cancelled job again, as a new job. */
  Optional<Job> retry(JobId dead);

  /** How many jobs of each kind there are. */
  List<JobCounts> counts();
}
