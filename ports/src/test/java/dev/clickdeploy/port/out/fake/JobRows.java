package dev.clickdeploy.port.out.fake;

import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobAttempt;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.model.job.NewJob;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every job with its lease, its failed attempts and its end; guarded by the world's lock. */
final class JobRows {
  private final InstantSource clock;
  private final Map<JobId, Job> jobs = new LinkedHashMap<>();
  private final Map<JobId, Instant> leases = new HashMap<>();
  private final Map<JobId, Instant> ends = new HashMap<>();
  private final Map<JobId, List<JobAttempt>> attempts = new HashMap<>();
  private final Map<JobKind, KindLimit> limits = new HashMap<>();

  JobRows(InstantSource clock) {
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  boolean has(JobId id) {
    return jobs.containsKey(id);
  }

  Optional<Job> find(JobId id) {
    return Optional.ofNullable(jobs.get(id));
  }

  Job get(JobId id) {
    return Objects.requireNonNull(jobs.get(id), "no such job");
  }

  Stream<Job> all() {
    return jobs.values().stream();
  }

  /** The live job that has the unique key of this one. */
  Optional<Job> rival(NewJob job) {
    return job.uniqueKey() == null
        ? Optional.empty()
        : all()
            .filter(other -> !other.status().isTerminal() && other.kind().equals(job.kind()))
            .filter(other -> job.uniqueKey().equals(other.order().uniqueKey()))
            .findFirst();
  }

  Job add(NewJob order) {
    Job job = Job.queued(order, now());
    jobs.put(order.id(), job);
    return job;
  }

  void claimed(Job job, Duration lease) {
    jobs.put(job.id(), job);
    leases.put(job.id(), now().plus(lease));
  }

  void extend(JobId id, Duration lease) {
    leases.put(id, now().plus(lease));
  }

  /** Only asked to cancel: whoever holds it goes on. */
  void marked(Job job) {
    jobs.put(job.id(), job);
  }

  /** The claim ends: the job is over or queued again. */
  void put(Job next) {
    jobs.put(next.id(), next);
    leases.remove(next.id());
    if (next.status().isTerminal()) {
      ends.put(next.id(), now());
    }
  }

  void failedAttempt(Job as, @Nullable String error) {
    attempts
        .computeIfAbsent(as.id(), id -> new ArrayList<>())
        .add(new JobAttempt(as.attempt(), as.fence(), now(), Objects.requireNonNull(error)));
  }

  List<JobAttempt> attempts(JobId id) {
    return List.copyOf(attempts.getOrDefault(id, List.of()));
  }

  /** Whether a claim may still write: it is the newest one and its lease has not ended. */
  boolean holds(Claim claim) {
    Job job = jobs.get(claim.job());
    return job != null
        && job.status() == JobStatus.PROCESSING
        && job.fence() == claim.fence()
        && !leaseEnded(job);
  }

  boolean leaseEnded(Job job) {
    return !leases.getOrDefault(job.id(), Instant.MIN).isAfter(now());
  }

  KindLimit limit(JobKind kind) {
    return limits.getOrDefault(kind, KindLimit.NONE);
  }

  void limit(JobKind kind, KindLimit limit) {
    limits.put(kind, limit);
  }

  void forgetEndedBefore(Instant end) {
    ends.entrySet().stream()
        .filter(ended -> ended.getValue().isBefore(end))
        .map(Map.Entry::getKey)
        .toList()
        .forEach(this::forget);
  }

  private void forget(JobId id) {
    jobs.remove(id);
    ends.remove(id);
    attempts.remove(id);
  }
}
