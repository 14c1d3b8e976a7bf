package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobAttempt;
import dev.clickdeploy.model.job.JobCounts;
import dev.clickdeploy.model.job.JobFilter;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.port.out.JobControl;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What operators do with the queue in memory. */
public final class FakeJobControl implements JobControl {
  private static final Comparator<Job> NEWEST_FIRST =
      Comparator.comparing((Job job) -> job.id().toString()).reversed();

  private final Object lock;
  private final JobRows rows;
  private final FakeJobSignals signals;

  FakeJobControl(Object lock, JobRows rows, FakeJobSignals signals) {
    this.lock = lock;
    this.rows = rows;
    this.signals = signals;
  }

  @Override
  public boolean cancel(JobId id) {
    synchronized (lock) {
      Job job = rows.find(id).orElse(null);
      if (job == null || job.status().isTerminal()) {
        return false;
      }
      if (job.status() == JobStatus.PROCESSING) {
        rows.marked(job.cancelAsked());
        signals.cancelRequested(id);
      } else {
        rows.put(job.cancelAsked());
      }
      return true;
    }
  }

  /** Cancels a job for good, although a worker may hold it; the worker is woken. */
  void cancelAtOnce(JobId id) {
    Job job = rows.get(id);
    if (job.status() == JobStatus.PROCESSING) {
      rows.put(job.cancelled());
      signals.cancelRequested(id);
    } else {
      cancel(id);
    }
  }

  @Override
  public Optional<Job> get(JobId job) {
    synchronized (lock) {
      return rows.find(job);
    }
  }

  /** Every job, in the order in which they came. */
  public List<Job> all() {
    synchronized (lock) {
      return rows.all().toList();
    }
  }

  @Override
  public List<Job> list(JobFilter filter, int limit, @Nullable JobId before) {
    synchronized (lock) {
      return rows.all()
          .filter(filter::matches)
          .filter(job -> before == null || job.id().toString().compareTo(before.toString()) < 0)
          .sorted(NEWEST_FIRST)
          .limit(limit)
          .toList();
    }
  }

  @Override
  public List<JobAttempt> attempts(JobId job) {
    synchronized (lock) {
      return rows.attempts(job);
    }
  }

  @Override
  public Optional<Job> retry(JobId dead, JobId as) {
    synchronized (lock) {
      Rejected.unless(!rows.has(as), "the job's id is taken");
      Optional<Job> again =
          rows.find(dead).filter(FakeJobControl::isDead).flatMap(j -> again(j, as));
      again.ifPresent(job -> signals.workAvailable());
      return again;
    }
  }

  private static boolean isDead(Job job) {
    return job.status() == JobStatus.FAILED || job.status() == JobStatus.CANCELLED;
  }

  private Optional<Job> again(Job dead, JobId as) {
    NewJob order = dead.order().again(as);
    return rows.rival(order).isPresent() ? Optional.empty() : Optional.of(rows.add(order));
  }

  @Override
  public List<JobCounts> counts() {
    synchronized (lock) {
      return rows.all().collect(Collectors.groupingBy(Job::kind)).entrySet().stream()
          .map(this::counts)
          .filter(c -> c.ready() + c.scheduled() + c.processing() + c.failed() > 0)
          .sorted(Comparator.comparing(c -> c.kind().value()))
          .toList();
    }
  }

  private JobCounts counts(Map.Entry<JobKind, List<Job>> ofKind) {
    Instant now = rows.now();
    List<Job> jobs = ofKind.getValue();
    List<Job> queued = in(jobs, JobStatus.QUEUED);
    List<Job> ready = queued.stream().filter(job -> !job.runAt().isAfter(now)).toList();
    return new JobCounts(
        ofKind.getKey(),
        ready.size(),
        queued.size() - ready.size(),
        in(jobs, JobStatus.PROCESSING).size(),
        in(jobs, JobStatus.FAILED).size(),
        ready.stream()
            .map(Job::runAt)
            .min(Comparator.naturalOrder())
            .map(due -> Duration.between(due, now))
            .orElse(null));
  }

  private static List<Job> in(List<Job> jobs, JobStatus status) {
    return jobs.stream().filter(job -> job.status() == status).toList();
  }

  @Override
  public void limit(JobKind kind, KindLimit limit) {
    synchronized (lock) {
      rows.limit(kind, limit);
      // what waited for a place may have one
      signals.workAvailable();
    }
  }

  @Override
  public void tidy(Duration keep) {
    synchronized (lock) {
      rows.forgetEndedBefore(rows.now().minus(keep));
    }
  }
}
