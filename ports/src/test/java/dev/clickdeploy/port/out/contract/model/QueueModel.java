package dev.clickdeploy.port.out.contract.model;

import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.model.job.NewJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a queue must know after each verb. Its time begins at the epoch. */
final class QueueModel {
  /** Half a minute off every other duration, so that the real time that a test takes is nothing. */
  static final Duration LEASE = Duration.ofMinutes(60).plusSeconds(30);

  /** A failed attempt. */
  record Failed(int number, long fence, @Nullable String error) {}

  final Map<JobId, Job> jobs = new LinkedHashMap<>();
  private final Map<JobId, Instant> leases = new HashMap<>();
  private final Map<JobId, List<Failed>> attempts = new HashMap<>();
  private final Map<JobKind, KindLimit> limits = new HashMap<>();
  private Instant now = Instant.EPOCH;

  Instant now() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  Job job(JobId id) {
    return Objects.requireNonNull(jobs.get(id), () -> "nobody enqueued job " + id);
  }

  /** The live job that stands in for this order; empty when it becomes one itself. */
  Optional<JobId> enqueue(NewJob order, Instant due) {
    Optional<JobId> rival = rival(order);
    if (rival.isEmpty()) {
      jobs.put(order.id(), new Job(order, JobStatus.QUEUED, 0, 0, due, false, null));
    }
    return rival;
  }

  private Optional<JobId> rival(NewJob order) {
    return jobs.values().stream()
        .filter(job -> order.uniqueKey() != null && !job.status().isTerminal())
        .filter(job -> job.kind().equals(order.kind()))
        .filter(job -> order.uniqueKey().equals(job.order().uniqueKey()))
        .map(Job::id)
        .findFirst();
  }

  boolean isClaimable(Job job) {
    return job.status() == JobStatus.QUEUED && !job.runAt().isAfter(now);
  }

  Job claim(JobId id) {
    Job claimed = job(id).claimed();
    jobs.put(id, claimed);
    leases.put(id, now.plus(LEASE));
    return claimed;
  }

  boolean holds(Claim claim) {
    Job job = jobs.get(claim.job());
    return job != null
        && job.status() == JobStatus.PROCESSING
        && job.fence() == claim.fence()
        && !hasRunOut(job);
  }

  private boolean hasRunOut(Job job) {
    return !leases.get(job.id()).isAfter(now);
  }

  /** The job as it is after the heartbeat, when the claim holds. */
  Optional<Job> extend(Claim claim) {
    if (!holds(claim)) {
      return Optional.empty();
    }
    leases.put(claim.job(), now.plus(LEASE));
    return Optional.of(job(claim.job()));
  }

  /** Ends a claim, when it holds. */
  boolean end(Claim claim, UnaryOperator<Job> how) {
    boolean held = holds(claim);
    if (held) {
      jobs.computeIfPresent(claim.job(), (id, job) -> how.apply(job));
    }
    return held;
  }

  boolean fail(Claim claim, String error, boolean retry, Duration backoff) {
    return end(
        claim,
        job -> {
          keepAttempt(job, error);
          return retry ? job.attemptFailed(error, now.plus(backoff)) : job.failed(error);
        });
  }

  private void keepAttempt(Job job, @Nullable String error) {
    attempts
        .computeIfAbsent(job.id(), id -> new ArrayList<>())
        .add(new Failed(job.attempt(), job.fence(), error));
  }

  List<Failed> attempts(JobId id) {
    return attempts.getOrDefault(id, List.of());
  }

  List<Job> rescue() {
    List<Job> rescued = new ArrayList<>();
    for (Job job : List.copyOf(jobs.values())) {
      if (job.status() == JobStatus.PROCESSING && hasRunOut(job)) {
        Job next = job.rescued(now);
        keepAttempt(job, next.lastError());
        jobs.put(job.id(), next);
        rescued.add(next);
      }
    }
    return rescued;
  }

  boolean cancel(JobId id) {
    boolean live = !job(id).status().isTerminal();
    if (live) {
      jobs.computeIfPresent(id, (same, job) -> job.cancelAsked());
    }
    return live;
  }

  /** Whether the work of a dead job is done again, as this order. */
  boolean retry(JobId id, NewJob again) {
    JobStatus status = job(id).status();
    return (status == JobStatus.FAILED || status == JobStatus.CANCELLED)
        && enqueue(again, now).isEmpty();
  }

  void limit(JobKind kind, KindLimit limit) {
    limits.put(kind, limit);
  }

  KindLimit limit(JobKind kind) {
    return limits.getOrDefault(kind, KindLimit.NONE);
  }
}
