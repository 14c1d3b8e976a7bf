package dev.clickdeploy.port.out.contract;

import static dev.clickdeploy.port.out.contract.Given.LEASE;
import static dev.clickdeploy.port.out.contract.Given.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobFilter;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.port.out.JobQueue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of {@link JobQueueContract} about leases, fences and rescue. */
abstract class JobLeaseContract extends JobSuite {
  @Test
  void a_live_lease_is_not_rescued() {
    Job job = claimed(3);
    stores().advanceClock(LEASE.minusSeconds(5));
    assertThat(rescueMine(job.id())).isEmpty();
    assertThat(queue().complete(claimOf(job))).isTrue();
  }

  @Test
  void a_rescued_job_is_queued_again_with_a_higher_fence_and_its_attempt_counted() {
    Job job = claimed(3);
    stores().advanceClock(PAST_LEASE);
    List<Job> rescued = rescueMine(job.id());
    assertThat(rescued).hasSize(1);
    assertThat(rescued.getFirst()).isEqualTo(stored(job.id()));
    assertThat(stored(job.id()).status()).isEqualTo(JobStatus.QUEUED);
    assertThat(stored(job.id()).attempt()).isEqualTo(1);
    assertThat(stored(job.id()).fence()).isGreaterThan(job.fence());
    assertThat(stored(job.id()).error()).isPresent();
    assertThat(given.claimOne().attempt()).isEqualTo(2);
  }

  @Test
  void a_rescued_job_refuses_the_old_worker() {
    Job job = claimed(3);
    stores().advanceClock(PAST_LEASE);
    assertThat(rescueMine(job.id())).hasSize(1);
    assertOutlived(claimOf(job));
    Job again = given.claimOne();
    assertOutlived(claimOf(job));
    assertThat(queue().complete(claimOf(again))).isTrue();
  }

  @Test
  void a_claim_is_outlived_when_its_lease_ends_even_before_anyone_rescues_the_job() {
    Job job = claimed(3);
    stores().advanceClock(PAST_LEASE);
    assertOutlived(claimOf(job));
    assertThat(rescueMine(job.id())).hasSize(1);
  }

  @Test
  void a_fence_that_was_never_given_out_is_refused() {
    Job job = claimed(3);
    assertOutlived(new Claim(job.id(), job.fence() + 1));
    assertOutlived(new Claim(job.id(), job.fence() - 1));
  }

  @Test
  void a_claim_of_an_unknown_job_is_refused() {
    Claim claim = new Claim(JobId.next(stores()::now), 1);
    assertThat(queue().complete(claim)).isFalse();
    assertThat(queue().extend(List.of(claim), LEASE)).isEmpty();
  }

  @Test
  void a_heartbeat_extends_the_lease_from_now_on() {
    Job job = claimed(3);
    stores().advanceClock(LEASE.minusSeconds(5));
    assertThat(queue().extend(List.of(claimOf(job)), LEASE))
        .containsExactly(new JobQueue.Heartbeat(claimOf(job), false));
    stores().advanceClock(LEASE.minusSeconds(5));
    assertThat(rescueMine(job.id())).isEmpty();
    stores().advanceClock(Duration.ofSeconds(6));
    assertThat(rescueMine(job.id())).hasSize(1);
  }

  @Test
  void a_heartbeat_tells_each_claim_that_holds_and_leaves_out_the_lost_ones() {
    Job first = claimed(3);
    Job second = claimed(3);
    queue().complete(claimOf(first));
    control().cancel(second.id());
    assertThat(queue().extend(List.of(claimOf(first), claimOf(second)), LEASE))
        .containsExactly(new JobQueue.Heartbeat(claimOf(second), true));
    assertThat(queue().extend(List.of(), LEASE)).isEmpty();
  }

  @Test
  void a_rescued_job_without_attempts_left_has_failed() {
    Job job = claimed(1);
    stores().advanceClock(PAST_LEASE);
    assertThat(rescueMine(job.id())).extracting(Job::status).containsExactly(JobStatus.FAILED);
    assertThat(stored(job.id()).error()).isPresent();
    assertOutlived(claimOf(job));
  }

  @Test
  void a_rescued_job_that_was_asked_to_cancel_is_cancelled() {
    Job job = claimed(3);
    control().cancel(job.id());
    stores().advanceClock(PAST_LEASE);
    assertThat(rescueMine(job.id())).extracting(Job::status).containsExactly(JobStatus.CANCELLED);
    assertOutlived(claimOf(job));
  }

  @Test
  void many_rescuers_rescue_each_job_once() throws Exception {
    Job job = claimed(3);
    stores().advanceClock(PAST_LEASE);
    List<Job> rescued =
        InParallel.run(8, () -> rescueMine(job.id())).stream().flatMap(Collection::stream).toList();
    assertThat(rescued).hasSize(1);
    assertThat(stored(job.id()).fence()).isEqualTo(rescued.getFirst().fence());
  }

  @Test
  void of_many_completions_of_one_claim_one_counts() throws Exception {
    Job job = claimed(3);
    assertThat(InParallel.run(8, () -> queue().complete(claimOf(job)))).containsOnlyOnce(true);
  }

  @Test
  void a_batch_of_completions_tells_which_claims_held() {
    Job held = claimed(3);
    Job alsoHeld = claimed(3);
    Job released = claimed(3);
    queue().release(claimOf(released));
    Claim unknown = new Claim(JobId.next(stores()::now), 1);
    Claim neverGiven = new Claim(alsoHeld.id(), alsoHeld.fence() + 1);
    assertThat(
            queue()
                .complete(
                    List.of(
                        claimOf(released), claimOf(held), unknown, neverGiven, claimOf(alsoHeld))))
        .containsExactlyInAnyOrder(claimOf(held), claimOf(alsoHeld));
    assertThat(stored(held.id()).status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(stored(alsoHeld.id()).status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(stored(released.id()).status()).isEqualTo(JobStatus.QUEUED);
  }

  @Test
  void of_a_batch_whose_leases_ended_meanwhile_nothing_is_completed() {
    Job late = claimed(3);
    stores().advanceClock(PAST_LEASE);
    Job inTime = claimed(3);
    assertThat(queue().complete(List.of(claimOf(late), claimOf(inTime))))
        .containsExactly(claimOf(inTime));
    assertThat(stored(late.id()).status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(queue().complete(List.of())).isEmpty();
  }

  @Test
  void a_claim_that_is_twice_in_a_batch_completes_its_job_once() {
    Job job = claimed(3);
    assertThat(queue().complete(List.of(claimOf(job), claimOf(job)))).containsExactly(claimOf(job));
    assertThat(control().list(new JobFilter(null, given.kind, null), 10, null))
        .extracting(Job::status)
        .containsExactly(JobStatus.COMPLETED);
  }
}
