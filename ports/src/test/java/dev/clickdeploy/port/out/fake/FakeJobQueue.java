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
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The queue in memory; its clock is the world's. */
public final class FakeJobQueue implements JobQueue {
  private final Object lock;
  private final JobRows rows;
  private final FakeJobSignals signals;
  private final Turns turns;

  FakeJobQueue(Object lock, JobRows rows, FakeJobSignals signals) {
    this.lock = lock;
    this.rows = rows;
    this.signals = signals;
    this.turns = new Turns(rows);
  }

  @Override
  public List<Enqueued> enqueue(List<NewJob> jobs) {
    synchronized (lock) {
      requireFreeIds(jobs);
      List<Enqueued> answers = jobs.stream().map(this::put).toList();
      if (answers.stream().anyMatch(Enqueued.Accepted.class::isInstance)) {
        signals.workAvailable();
      }
      return answers;
    }
  }

  private void requireFreeIds(List<NewJob> jobs) {
    Set<JobId> seen = new HashSet<>();
    for (NewJob job : jobs) {
      Rejected.unless(!rows.has(job.id()) && seen.add(job.id()), "the job's id is taken");
    }
  }

  private Enqueued put(NewJob job) {
    return rows.rival(job)
        .<Enqueued>map(live -> new Enqueued.Existing(live.id()))
        .orElseGet(() -> new Enqueued.Accepted(rows.add(job).id()));
  }

  @Override
  public List<Claimed> claim(Map<JobKind, Integer> slots, Duration lease) {
    synchronized (lock) {
      Instant now = rows.now();
      List<Claimed> claimed = new ArrayList<>();
      slots.forEach(
          (kind, free) -> {
            for (Job job : turns.next(kind, free)) {
              claimed.add(new Claimed(job.claimed(), Duration.between(job.runAt(), now)));
            }
          });
      claimed.forEach(each -> rows.claimed(each.job(), lease));
      return claimed;
    }
  }

  @Override
  public List<Heartbeat> extend(Collection<Claim> claims, Duration lease) {
    synchronized (lock) {
      List<Heartbeat> beats = new ArrayList<>();
      for (Claim claim : claims) {
        if (rows.holds(claim)) {
          rows.extend(claim.job(), lease);
          beats.add(new Heartbeat(claim, rows.get(claim.job()).cancelRequested()));
        }
      }
      return beats;
    }
  }

  @Override
  public Set<Claim> complete(Collection<Claim> claims) {
    synchronized (lock) {
      Set<Claim> held = new LinkedHashSet<>();
      for (Claim claim : claims) {
        if (end(claim, null, Job::completed)) {
          held.add(claim);
        }
      }
      return held;
    }
  }

  @Override
  public boolean fail(Claim claim, String error, boolean retry, Backoff backoff) {
    return end(
        claim,
        error,
        job -> retry ? job.attemptFailed(error, retryAt(job, backoff)) : job.failed(error));
  }

  private Instant retryAt(Job job, Backoff backoff) {
    double chance = ThreadLocalRandom.current().nextDouble();
    return rows.now().plus(backoff.after(job.attempt(), chance));
  }

  @Override
  public boolean acknowledgeCancel(Claim claim) {
    return end(claim, null, Job::cancelled);
  }

  @Override
  public boolean release(Claim claim) {
    synchronized (lock) {
      boolean released = end(claim, null, Job::released);
      if (released) {
        signals.workAvailable();
      }
      return released;
    }
  }

  @Override
  public List<Job> rescue() {
    synchronized (lock) {
      List<Job> dead =
          rows.all()
              .filter(job -> job.status() == JobStatus.PROCESSING && rows.leaseEnded(job))
              .toList();
      List<Job> rescued = dead.stream().map(this::rescue).toList();
      if (rescued.stream().anyMatch(job -> job.status() == JobStatus.QUEUED)) {
        signals.workAvailable();
      }
      return rescued;
    }
  }

  private Job rescue(Job dead) {
    Job rescued = dead.rescued(rows.now());
    rows.failedAttempt(dead, rescued.lastError());
    rows.put(rescued);
    return rescued;
  }

  /** Whether a claim may still write. */
  boolean holds(Claim claim) {
    return rows.holds(claim);
  }

  /** Ends a claim that holds; the error is kept as that of a failed attempt. */
  boolean end(Claim claim, @Nullable String error, UnaryOperator<Job> how) {
    synchronized (lock) {
      if (!rows.holds(claim)) {
        return false;
      }
      Job job = rows.get(claim.job());
      if (error != null) {
        rows.failedAttempt(job, error);
      }
      rows.put(how.apply(job));
      return true;
    }
  }
}
