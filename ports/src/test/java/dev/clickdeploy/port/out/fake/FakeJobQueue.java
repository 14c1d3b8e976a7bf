package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.port.out.JobQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The queue in memory; its clock is the world's. */
public final class FakeJobQueue implements JobQueue {
  private static final Comparator<Job> DUE_ORDER =
      Comparator.comparing(Job::runAt).thenComparing(job -> job.id().toString());

  private final Object lock;
  private final InstantSource clock;
  private final FakeJobSignals signals;
  private final Map<JobId, Job> jobs = new LinkedHashMap<>();
  private final Map<JobId, Instant> leases = new LinkedHashMap<>();

  FakeJobQueue(Object lock, InstantSource clock, FakeJobSignals signals) {
    this.lock = lock;
    this.clock = clock;
    this.signals = signals;
  }

  @Override
  public void enqueue(NewJob job) {
    synchronized (lock) {
      Rejected.unless(!jobs.containsKey(job.id()), "the job's id is taken");
      jobs.put(job.id(), Job.queued(job));
      signals.workAvailable();
    }
  }

  @Override
  public List<Job> claim(Set<JobKind> kinds, int limit, Duration lease) {
    synchronized (lock) {
      Instant now = clock.instant();
      List<Job> claimed =
          jobs.values().stream()
              .filter(job -> job.status() == JobStatus.QUEUED && kinds.contains(job.kind()))
              .filter(job -> !job.runAt().isAfter(now))
              .sorted(DUE_ORDER)
              .limit(limit)
              .map(Job::claimed)
              .toList();
      for (Job job : claimed) {
        jobs.put(job.id(), job);
        leases.put(job.id(), now.plus(lease));
      }
      return claimed;
    }
  }

  @Override
  public List<Heartbeat> extend(Collection<Claim> claims, Duration lease) {
    synchronized (lock) {
      List<Heartbeat> beats = new ArrayList<>();
      for (Claim claim : claims) {
        if (holds(claim)) {
          leases.put(claim.job(), clock.instant().plus(lease));
          beats.add(new Heartbeat(claim, jobs.get(claim.job()).cancelRequested()));
        }
      }
      return beats;
    }
  }

  @Override
  public boolean complete(Claim claim) {
    return end(claim, Job::completed);
  }

  @Override
  public boolean fail(Claim claim, String error, boolean retry, Backoff backoff) {
    return end(
        claim,
        job ->
            retry
                ? job.attemptFailed(error, clock.instant().plus(backoff.after(job.attempt())))
                : job.failed(error));
  }

  @Override
  public boolean acknowledgeCancel(Claim claim) {
    return end(claim, Job::cancelled);
  }

  @Override
  public boolean release(Claim claim) {
    synchronized (lock) {
      boolean released = end(claim, Job::released);
      if (released) {
        signals.workAvailable();
      }
      return released;
    }
  }

  @Override
  public boolean cancel(JobId id) {
    synchronized (lock) {
      Job job = jobs.get(id);
      if (job == null || job.status().isTerminal()) {
        return false;
      }
      jobs.put(id, job.cancelAsked());
      if (job.status() == JobStatus.PROCESSING) {
        signals.cancelRequested(id);
      }
      return true;
    }
  }

  @Override
  public List<Job> rescue() {
    synchronized (lock) {
      Instant now = clock.instant();
      List<Job> rescued =
          jobs.values().stream()
              .filter(job -> job.status() == JobStatus.PROCESSING && leaseEnded(job.id(), now))
              .map(job -> job.rescued(now))
              .toList();
      rescued.forEach(this::put);
      if (rescued.stream().anyMatch(job -> job.status() == JobStatus.QUEUED)) {
        signals.workAvailable();
      }
      return rescued;
    }
  }

  @Override
  public Optional<Job> get(JobId job) {
    synchronized (lock) {
      return Optional.ofNullable(jobs.get(job));
    }
  }

  /** Every job, in the order in which they came. */
  public List<Job> all() {
    synchronized (lock) {
      return List.copyOf(jobs.values());
    }
  }

  /** Whether a claim may still write: it is the newest one and its lease has not ended. */
  boolean holds(Claim claim) {
    Job job = jobs.get(claim.job());
    return job != null
        && job.status() == JobStatus.PROCESSING
        && job.fence() == claim.fence()
        && !leaseEnded(claim.job(), clock.instant());
  }

  /** Cancels a job for good, although a worker may hold it; the worker is woken. */
  void cancelAtOnce(JobId id) {
    Job job = jobs.get(id);
    if (job.status() == JobStatus.PROCESSING) {
      put(job.cancelled());
      signals.cancelRequested(id);
    } else {
      cancel(id);
    }
  }

  boolean end(Claim claim, UnaryOperator<Job> how) {
    synchronized (lock) {
      boolean held = holds(claim);
      if (held) {
        put(how.apply(jobs.get(claim.job())));
      }
      return held;
    }
  }

  private boolean leaseEnded(JobId job, Instant now) {
    return !leases.getOrDefault(job, Instant.MIN).isAfter(now);
  }

  private void put(Job next) {
    jobs.put(next.id(), next);
    leases.remove(next.id());
  }
}
