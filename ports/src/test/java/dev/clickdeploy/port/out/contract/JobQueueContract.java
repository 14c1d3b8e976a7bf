package dev.clickdeploy.port.out.contract;

import static dev.clickdeploy.port.out.contract.Given.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.JobQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link JobQueue} promises. */
public abstract class JobQueueContract extends JobTurnsContract {
  @Test
  void a_claim_counts_an_attempt_and_raises_the_fence() {
    NewJob job = enqueue(3);
    assertThat(given.claim(1)).containsExactly(Job.queued(job, given.now()).claimed());
    assertThat(stored(job.id())).isEqualTo(Job.queued(job, given.now()).claimed());
  }

  @Test
  void a_claimed_job_is_not_handed_out_again() {
    enqueue(3);
    assertThat(given.claim(10)).hasSize(1);
    assertThat(given.claim(10)).isEmpty();
  }

  @Test
  void a_completed_job_is_over() {
    Job job = claimed(3);
    assertThat(queue().complete(claimOf(job))).isTrue();
    assertThat(stored(job.id()).status()).isEqualTo(JobStatus.COMPLETED);
    assertOver(job);
  }

  @Test
  void a_failed_attempt_is_tried_again_after_the_backoff() {
    Job job = claimed(3);
    assertThat(queue().fail(claimOf(job), "no network", true, TEN_SECONDS)).isTrue();
    assertThat(stored(job.id()).status()).isEqualTo(JobStatus.QUEUED);
    assertThat(stored(job.id()).error()).contains("no network");
    assertThat(stored(job.id()).runAt()).isAfter(job.runAt());
    stores().advanceClock(Duration.ofSeconds(5));
    assertThat(given.claim(1)).isEmpty();
    stores().advanceClock(Duration.ofSeconds(6));
    Job again = given.claimOne();
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.fence()).isGreaterThan(job.fence());
    assertOutlived(claimOf(job));
  }

  @Test
  void the_backoff_grows_with_the_attempts() {
    Job job = claimed(3);
    queue().fail(claimOf(job), "one", true, TEN_SECONDS);
    stores().advanceClock(Duration.ofSeconds(11));
    queue().fail(claimOf(given.claimOne()), "two", true, TEN_SECONDS);
    stores().advanceClock(Duration.ofSeconds(11));
    assertThat(given.claim(1)).isEmpty();
    stores().advanceClock(Duration.ofSeconds(10));
    assertThat(given.claim(1)).hasSize(1);
  }

  @Test
  void a_job_has_failed_when_its_last_attempt_fails() {
    Job job = claimed(2);
    queue().fail(claimOf(job), "one", true, NO_WAIT);
    stores().advanceClock(Duration.ofSeconds(1));
    queue().fail(claimOf(given.claimOne()), "two", true, NO_WAIT);
    assertThat(stored(job.id()).status()).isEqualTo(JobStatus.FAILED);
    assertThat(stored(job.id()).error()).contains("two");
    assertOver(job);
  }

  @Test
  void an_attempt_that_must_not_be_retried_fails_the_job() {
    Job job = claimed(3);
    assertThat(queue().fail(claimOf(job), "broken", false, TEN_SECONDS)).isTrue();
    assertThat(stored(job.id()).status()).isEqualTo(JobStatus.FAILED);
    assertThat(stored(job.id()).error()).contains("broken");
    assertOver(job);
  }

  @Test
  void a_failed_attempt_of_a_job_that_was_asked_to_cancel_is_not_retried() {
    Job job = claimed(3);
    control().cancel(job.id());
    assertThat(queue().fail(claimOf(job), "stopped", true, TEN_SECONDS)).isTrue();
    assertThat(stored(job.id()).status()).isEqualTo(JobStatus.CANCELLED);
    assertOver(job);
  }

  @Test
  void a_job_given_back_can_be_claimed_at_once_and_its_attempt_does_not_count() {
    Job job = claimed(1);
    assertThat(queue().release(claimOf(job))).isTrue();
    assertThat(stored(job.id()).status()).isEqualTo(JobStatus.QUEUED);
    assertThat(stored(job.id()).attempt()).isZero();
    assertOutlived(claimOf(job));
    Job again = given.claimOne();
    assertThat(again.attempt()).isEqualTo(1);
    assertThat(again.fence()).isGreaterThan(job.fence());
  }

  @Test
  void a_job_given_back_that_was_asked_to_cancel_is_cancelled() {
    Job job = claimed(3);
    control().cancel(job.id());
    assertThat(queue().release(claimOf(job))).isTrue();
    assertThat(stored(job.id()).status()).isEqualTo(JobStatus.CANCELLED);
    assertOver(job);
  }

  @Test
  void a_queued_job_that_is_cancelled_never_starts() {
    NewJob job = enqueue(3);
    assertThat(control().cancel(job.id())).isTrue();
    assertThat(stored(job.id()).status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(given.claim(10)).isEmpty();
    assertThat(control().cancel(job.id())).isFalse();
  }

  @Test
  void a_processed_job_is_marked_until_its_worker_acknowledges() {
    Job job = claimed(3);
    assertThat(control().cancel(job.id())).isTrue();
    assertThat(stored(job.id()).status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(stored(job.id()).cancelRequested()).isTrue();
    assertThat(queue().acknowledgeCancel(claimOf(job))).isTrue();
    assertThat(stored(job.id()).status()).isEqualTo(JobStatus.CANCELLED);
    assertOver(job);
  }

  @Test
  void a_job_that_finishes_although_it_was_asked_to_cancel_is_completed() {
    Job job = claimed(3);
    control().cancel(job.id());
    assertThat(queue().complete(claimOf(job))).isTrue();
    assertThat(stored(job.id()).status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void jitter_spreads_the_backoff_within_its_bounds() {
    Backoff half = new Backoff(Duration.ofSeconds(100), Duration.ofSeconds(100), 0.5);
    OrganizationId organization = given.organization().id();
    queue().enqueue(Stream.generate(() -> given.dueJob(organization, 3)).limit(20).toList());
    Set<Duration> delays = new HashSet<>();
    for (Job job : given.claim(20)) {
      Instant before = stores().now();
      queue().fail(claimOf(job), "no network", true, half);
      Instant at = stored(job.id()).runAt();
      assertThat(at).isBetween(before.plusSeconds(49), stores().now().plusSeconds(151));
      delays.add(Duration.between(before, at));
    }
    assertThat(delays).as("delays that differ").hasSizeGreaterThan(10);
  }
}
