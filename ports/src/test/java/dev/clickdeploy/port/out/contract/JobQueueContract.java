package dev.clickdeploy.port.out.contract;

import static dev.clickdeploy.port.out.contract.Given.LEASE;
import static dev.clickdeploy.port.out.contract.Given.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.JobQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every {@link JobQueue} promises. */
public abstract class JobQueueContract extends JobLeaseContract {
  private static final Backoff TEN_SECONDS =
      new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(1));

  private List<Job> claim(int limit) {
    return queue().claim(Set.of(given.kind), limit, LEASE);
  }

  @Test
  void an_enqueued_job_waits_as_it_was_given() {
    NewJob job = enqueue(3);
    assertThat(queue().get(job.id())).contains(Job.queued(job));
  }

  @Test
  void an_unknown_job_is_absent() {
    assertThat(queue().get(JobId.next(stores()::now))).isEmpty();
  }

  @Test
  void a_claim_counts_an_attempt_and_raises_the_fence() {
    NewJob job = enqueue(3);
    assertThat(claim(1)).containsExactly(Job.queued(job).claimed());
    assertThat(stored(job.id())).isEqualTo(Job.queued(job).claimed());
  }

  @Test
  void a_claimed_job_is_not_handed_out_again() {
    enqueue(3);
    assertThat(claim(10)).hasSize(1);
    assertThat(claim(10)).isEmpty();
  }

  @Test
  void jobs_are_handed_out_oldest_first_and_at_most_as_many_as_asked_for() {
    OrganizationId organization = given.organization().id();
    List<JobId> oldestFirst = new ArrayList<>();
    for (int age = 1; age <= 4; age++) {
      NewJob job = given.newJob(organization, 3, given.now().minus(Duration.ofHours(age)));
      queue().enqueue(job);
      oldestFirst.addFirst(job.id());
    }
    assertThat(claim(3)).extracting(Job::id).containsExactlyElementsOf(oldestFirst.subList(0, 3));
    assertThat(claim(3)).extracting(Job::id).containsExactly(oldestFirst.getLast());
  }

  @Test
  void only_jobs_of_the_given_kinds_are_handed_out() {
    NewJob job = enqueue(3);
    JobKind other = new JobKind("other-" + Given.unique());
    assertThat(queue().claim(Set.of(other), 10, LEASE)).isEmpty();
    assertThat(queue().claim(Set.of(), 10, LEASE)).isEmpty();
    assertThat(queue().claim(Set.of(other, given.kind), 10, LEASE))
        .extracting(Job::id)
        .containsExactly(job.id());
  }

  @Test
  void a_job_is_not_handed_out_before_it_is_due() {
    NewJob later =
        given.newJob(given.organization().id(), 3, given.now().plus(Duration.ofMinutes(10)));
    queue().enqueue(later);
    assertThat(claim(10)).isEmpty();
    stores().advanceClock(Duration.ofMinutes(11));
    assertThat(claim(10)).extracting(Job::id).containsExactly(later.id());
  }

  @Test
  void eight_workers_share_two_hundred_jobs_without_handing_one_out_twice() throws Exception {
    OrganizationId organization = given.organization().id();
    for (int i = 0; i < 200; i++) {
      queue().enqueue(given.dueJob(organization, 3));
    }
    List<JobId> claimed =
        InParallel.run(8, this::claimAll).stream().flatMap(Collection::stream).toList();
    assertThat(claimed).hasSize(200).doesNotHaveDuplicates();
  }

  private List<JobId> claimAll() {
    List<JobId> mine = new ArrayList<>();
    List<Job> batch = claim(3);
    while (!batch.isEmpty()) {
      batch.forEach(job -> mine.add(job.id()));
      batch = claim(3);
    }
    return mine;
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
    assertThat(claim(1)).isEmpty();
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
    assertThat(claim(1)).isEmpty();
    stores().advanceClock(Duration.ofSeconds(10));
    assertThat(claim(1)).hasSize(1);
  }

  @Test
  void a_job_has_failed_when_its_last_attempt_fails() {
    Job job = claimed(2);
    Backoff none = new Backoff(Duration.ZERO, Duration.ZERO);
    queue().fail(claimOf(job), "one", true, none);
    stores().advanceClock(Duration.ofSeconds(1));
    queue().fail(claimOf(given.claimOne()), "two", true, none);
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
    queue().cancel(job.id());
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
    queue().cancel(job.id());
    assertThat(queue().release(claimOf(job))).isTrue();
    assertThat(stored(job.id()).status()).isEqualTo(JobStatus.CANCELLED);
    assertOver(job);
  }

  @Test
  void a_queued_job_that_is_cancelled_never_starts() {
    NewJob job = enqueue(3);
    assertThat(queue().cancel(job.id())).isTrue();
    assertThat(stored(job.id()).status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(claim(10)).isEmpty();
    assertThat(queue().cancel(job.id())).isFalse();
  }

  @Test
  void a_processed_job_is_marked_until_its_worker_acknowledges() {
    Job job = claimed(3);
    assertThat(queue().cancel(job.id())).isTrue();
    assertThat(stored(job.id()).status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(stored(job.id()).cancelRequested()).isTrue();
    assertThat(queue().acknowledgeCancel(claimOf(job))).isTrue();
    assertThat(stored(job.id()).status()).isEqualTo(JobStatus.CANCELLED);
    assertOver(job);
  }

  @Test
  void a_job_that_finishes_although_it_was_asked_to_cancel_is_completed() {
    Job job = claimed(3);
    queue().cancel(job.id());
    assertThat(queue().complete(claimOf(job))).isTrue();
    assertThat(stored(job.id()).status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void an_unknown_job_cannot_be_cancelled() {
    assertThat(queue().cancel(JobId.next(stores()::now))).isFalse();
  }

  private void assertOver(Job job) {
    assertThat(stored(job.id()).status().isTerminal()).isTrue();
    assertOutlived(claimOf(job));
    assertThat(queue().cancel(job.id())).isFalse();
    stores().advanceClock(PAST_LEASE);
    assertThat(queue().rescue()).extracting(Job::id).doesNotContain(job.id());
    assertThat(claim(10)).isEmpty();
  }
}
