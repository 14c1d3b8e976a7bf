package dev.clickdeploy.port.out.contract;

import static dev.clickdeploy.port.out.contract.Given.LEASE;
import static dev.clickdeploy.port.out.contract.Given.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.port.out.JobQueue;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The part of {@link JobQueueContract} about leases, fences and rescue. */
public abstract class JobLeaseContract {
  static final Duration PAST_LEASE = LEASE.plusSeconds(1);

  Given given;

  /** The stores under test, the same ones during one test. */
  protected abstract Stores stores();

  @BeforeEach
  void start() {
    given = new Given(stores());
  }

  final JobQueue queue() {
    return stores().jobs();
  }

  final NewJob enqueue(int maxAttempts) {
    NewJob job = given.dueJob(given.organization().id(), maxAttempts);
    queue().enqueue(job);
    return job;
  }

  final Job claimed(int maxAttempts) {
    enqueue(maxAttempts);
    return given.claimOne();
  }

  final Job stored(JobId id) {
    return queue().get(id).orElseThrow();
  }

  private List<Job> rescueMine(JobId id) {
    return queue().rescue().stream().filter(job -> job.id().equals(id)).toList();
  }

  /** Every verb that carries a claim is refused, and the job stays as it is. */
  final void assertOutlived(Claim claim) {
    Job before = stored(claim.job());
    assertThat(queue().extend(Set.of(claim), LEASE)).isEmpty();
    assertThat(queue().complete(claim)).as("complete").isFalse();
    assertThat(queue().fail(claim, "late", true, Backoff.DEFAULT)).as("fail, retry").isFalse();
    assertThat(queue().fail(claim, "late", false, Backoff.DEFAULT)).as("fail").isFalse();
    assertThat(queue().acknowledgeCancel(claim)).as("acknowledgeCancel").isFalse();
    assertThat(queue().release(claim)).as("release").isFalse();
    assertThat(stored(claim.job())).isEqualTo(before);
  }

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
    queue().cancel(second.id());
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
    queue().cancel(job.id());
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
}
