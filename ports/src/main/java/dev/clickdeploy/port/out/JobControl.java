package dev.clickdeploy.port.out;

import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobAttempt;
import dev.clickdeploy.model.job.JobCounts;
import dev.clickdeploy.model.job.JobFilter;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.KindLimit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What operators do with the queue, and see of it. */
public interface JobControl {
  /**
   * Asks to cancel: a queued job is cancelled, a processed one marked and its worker woken. False
   * when it has ended.
   */
  boolean cancel(JobId job);

  /** A live or finished job, as long as it is kept. */
  Optional<Job> get(JobId job);

  /** Jobs, newest first, those before {@code before} when it is given. */
  List<Job> list(JobFilter filter, int limit, @Nullable JobId before);

  /** The attempts at a job that did not complete it, oldest first. */
  List<JobAttempt> attempts(JobId job);

  /**
   * Does the work of a failed or cancelled job again: a new job of the same order, because what
   * ended stays as it is. Empty when the job is live, completed or unknown, or a live job has its
   * unique key.
   */
  Optional<Job> retry(JobId dead, JobId as);

  /** How many jobs of each kind there are, by kind; kinds without any are left out. */
  List<JobCounts> counts();

  /** From now on at most so many jobs of a kind are claimed; those being processed go on. */
  void limit(JobKind kind, KindLimit limit);

  /** Forgets jobs that ended longer ago, and prepares what is needed to remember new ones. */
  void tidy(Duration keep);
}
