package dev.clickdeploy.port.out.contract.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobAttempt;
import dev.clickdeploy.model.job.JobCounts;
import dev.clickdeploy.model.job.JobFilter;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Holds what the queue knows against what the model knows. */
record Comparison(Ground ground, QueueModel model) {
  /** More than a test takes between two looks, less than anything that it tells apart. */
  private static final Duration SLACK = Duration.ofSeconds(25);

  void assertSameJobs() {
    for (int kind = 0; kind < Steps.KINDS; kind++) {
      JobKind mine = ground.kind(kind);
      List<Job> known = model.jobs.values().stream().filter(j -> j.kind().equals(mine)).toList();
      JobFilter filter = new JobFilter(null, mine, null);
      assertSame(ground.control(0).list(filter, 10_000, null), known);
    }
  }

  /** The same jobs in any order. */
  void assertSame(List<Job> actual, List<Job> expected) {
    assertThat(actual)
        .extracting(Job::id)
        .containsExactlyInAnyOrderElementsOf(expected.stream().map(Job::id).toList());
    List<Job> ordered = byId(actual);
    List<Job> wanted = byId(expected);
    IntStream.range(0, ordered.size()).forEach(i -> assertSame(ordered.get(i), wanted.get(i)));
  }

  private static List<Job> byId(List<Job> jobs) {
    return jobs.stream().sorted(Comparator.comparing(job -> job.id().toString())).toList();
  }

  private void assertSame(Job actual, Job expected) {
    assertThat(comparable(actual, expected)).isEqualTo(expected);
    if (expected.status() == JobStatus.QUEUED) {
      Duration due = Duration.between(model.now(), expected.runAt());
      assertThat(Duration.between(ground.now(), actual.runAt()))
          .as("due, of %s", actual)
          .isBetween(due.minus(SLACK), due.plus(SLACK));
    }
  }

  /** With the expected moment, and the expected words for a lease that ran out. */
  private static Job comparable(Job actual, Job expected) {
    boolean ranOut = actual.lastError() != null && isOfALease(expected.lastError());
    return new Job(
        actual.order(),
        actual.status(),
        actual.attempt(),
        actual.fence(),
        expected.runAt(),
        actual.cancelRequested(),
        ranOut ? expected.lastError() : actual.lastError());
  }

  private static boolean isOfALease(@Nullable String error) {
    return error != null && error.contains("lease");
  }

  void assertSameAttempts() {
    for (JobId id : model.jobs.keySet()) {
      List<JobAttempt> actual = ground.control(0).attempts(id);
      List<QueueModel.Failed> expected = model.attempts(id);
      assertThat(actual).as("attempts at %s", id).hasSameSizeAs(expected);
      for (int i = 0; i < actual.size(); i++) {
        QueueModel.Failed wanted = expected.get(i);
        assertThat(actual.get(i).number()).isEqualTo(wanted.number());
        assertThat(actual.get(i).fence()).isEqualTo(wanted.fence());
        assertThat(actual.get(i).error())
            .matches(error -> isOfALease(wanted.error()) || error.equals(wanted.error()));
      }
    }
  }

  void assertSameCounts() {
    for (int kind = 0; kind < Steps.KINDS; kind++) {
      JobKind mine = ground.kind(kind);
      Optional<JobCounts> counts =
          ground.control(0).counts().stream().filter(c -> c.kind().equals(mine)).findFirst();
      List<Job> ready = in(mine, JobStatus.QUEUED).stream().filter(model::isClaimable).toList();
      long queued = in(mine, JobStatus.QUEUED).size();
      assertThat(counts.map(JobCounts::ready).orElse(0L)).isEqualTo(ready.size());
      assertThat(counts.map(JobCounts::scheduled).orElse(0L)).isEqualTo(queued - ready.size());
      assertThat(counts.map(JobCounts::processing).orElse(0L))
          .isEqualTo(in(mine, JobStatus.PROCESSING).size());
      assertThat(counts.map(JobCounts::failed).orElse(0L))
          .isEqualTo(in(mine, JobStatus.FAILED).size());
      assertOldest(counts.flatMap(c -> Optional.ofNullable(c.oldestReady())), ready);
    }
  }

  private void assertOldest(Optional<Duration> actual, List<Job> ready) {
    Optional<Instant> oldest = ready.stream().map(Job::runAt).min(Comparator.naturalOrder());
    assertThat(actual.isPresent()).isEqualTo(oldest.isPresent());
    oldest.ifPresent(
        due -> {
          Duration waited = Duration.between(due, model.now());
          assertThat(actual.orElseThrow()).isBetween(waited.minus(SLACK), waited.plus(SLACK));
        });
  }

  private List<Job> in(JobKind kind, JobStatus status) {
    return model.jobs.values().stream()
        .filter(job -> job.kind().equals(kind) && job.status() == status)
        .toList();
  }
}
