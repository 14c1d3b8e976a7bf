package dev.clickdeploy.port.out.contract;

import static dev.clickdeploy.port.out.contract.Given.claimOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobAttempt;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.job.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The part of {@link JobControlContract} about failed attempts and doing dead work again. */
abstract class JobRetryContract extends JobLimitsContract {
  private JobId newId() {
    return JobId.next(stores()::now);
  }

  private void fail(Job job, String error, boolean retry) {
    assertThat(queue().fail(claimOf(job), error, retry, NO_WAIT)).isTrue();
  }

  @Test
  void every_failed_attempt_is_kept_with_its_error_and_its_claim() {
    NewJob job = enqueue(4);
    Instant begun = stores().now();
    fail(given.claimOne(), "no network", true);
    stores().advanceClock(Duration.ofSeconds(1));
    Job second = given.claimOne();
    stores().advanceClock(PAST_LEASE);
    assertThat(rescueMine(job.id())).hasSize(1);
    fail(given.claimOne(), "broken", false);

    List<JobAttempt> attempts = control().attempts(job.id());

    assertThat(attempts).extracting(JobAttempt::number).containsExactly(1, 2, 3);
    assertThat(attempts).extracting(JobAttempt::fence).containsExactly(1L, second.fence(), 4L);
    assertThat(attempts.getFirst().error()).isEqualTo("no network");
    assertThat(attempts.get(1).error()).contains("lease");
    assertThat(attempts.getLast().error()).isEqualTo("broken");
    assertThat(attempts.getLast().endedAt()).isBetween(begun, stores().now().plusSeconds(60));
    assertThat(stored(job.id()).error()).contains("broken");
  }

  @Test
  void attempts_that_did_not_fail_leave_nothing_behind() {
    Job released = claimed(3);
    queue().release(claimOf(released));
    Job completed = given.claimOne();
    queue().complete(claimOf(completed));
    assertThat(control().attempts(completed.id())).isEmpty();
    Job cancelled = claimed(3);
    control().cancel(cancelled.id());
    queue().acknowledgeCancel(claimOf(cancelled));
    assertThat(control().attempts(cancelled.id())).isEmpty();
  }

  @Test
  void a_refused_failure_is_no_attempt() {
    Job job = claimed(3);
    stores().advanceClock(PAST_LEASE);
    assertThat(queue().fail(claimOf(job), "late", true, NO_WAIT)).isFalse();
    assertThat(control().attempts(job.id())).isEmpty();
  }

  @Test
  void earlier_failures_stay_when_the_job_is_completed_at_last() {
    NewJob job = enqueue(3);
    fail(given.claimOne(), "no network", true);
    stores().advanceClock(Duration.ofSeconds(1));
    queue().complete(claimOf(given.claimOne()));
    assertThat(control().attempts(job.id()))
        .extracting(JobAttempt::number, JobAttempt::error)
        .containsExactly(tuple(1, "no network"));
  }

  @Test
  void a_deployment_that_fails_is_a_failed_attempt_of_its_job() {
    Deployment deployment = given.deployment(given.service());
    Job job = given.claimOne();
    Deployment running = deployment.started(given.now()).entered(Phase.FETCHING, given.now());
    stores().deployments().update(claimOf(job), running);
    Failure failure = Failure.of(FailureClass.SOURCE, "no such repository", null);
    stores().deployments().finish(claimOf(job), running.failed(failure, given.now()));
    assertThat(control().attempts(job.id()))
        .extracting(JobAttempt::number, JobAttempt::fence, JobAttempt::error)
        .containsExactly(tuple(1, 1L, "no such repository"));
  }

  private Job dead(NewJob job) {
    queue().enqueue(job);
    fail(given.claimOne(), "broken", false);
    return stored(job.id());
  }

  @Test
  void a_failed_job_is_done_again_as_a_new_one_and_stays_as_it_is() {
    NewJob order = given.dueJob(given.organization().id(), 5).with(Priority.HIGH).unique("key");
    Job dead = dead(order);
    JobId as = newId();

    Job again = control().retry(dead.id(), as).orElseThrow();

    assertThat(again.order()).isEqualTo(order.again(as));
    assertThat(again.status()).isEqualTo(JobStatus.QUEUED);
    assertThat(again.attempt()).isZero();
    assertThat(stored(as)).isEqualTo(again);
    assertThat(stored(dead.id())).isEqualTo(dead);
    assertThat(given.claim(10)).containsExactly(again.claimed());
    assertThat(control().attempts(as)).isEmpty();
  }

  @Test
  void a_cancelled_job_is_done_again() {
    NewJob job = enqueue(3);
    control().cancel(job.id());
    JobId as = newId();
    assertThat(control().retry(job.id(), as)).map(Job::order).contains(job.again(as));
    assertThat(given.claim(10)).extracting(Job::id).containsExactly(as);
  }

  @Test
  void a_job_that_was_due_later_is_done_again_at_once() {
    NewJob job = given.newJob(given.organization().id(), 3, given.now().plusSeconds(3_600));
    queue().enqueue(job);
    control().cancel(job.id());
    JobId as = newId();
    assertThat(control().retry(job.id(), as)).isPresent();
    assertThat(given.claim(10)).extracting(Job::id).containsExactly(as);
  }

  @Test
  void what_is_live_or_completed_or_unknown_is_not_done_again() {
    NewJob queued = enqueue(3);
    assertThat(control().retry(queued.id(), newId())).isEmpty();
    Job processing = given.claimOne();
    assertThat(control().retry(processing.id(), newId())).isEmpty();
    queue().complete(claimOf(processing));
    assertThat(control().retry(processing.id(), newId())).isEmpty();
    assertThat(control().retry(newId(), newId())).isEmpty();
    assertThat(given.claim(10)).isEmpty();
  }

  @Test
  void a_dead_job_whose_unique_key_a_live_one_has_is_not_done_again() {
    NewJob order = given.dueJob(given.organization().id(), 3).unique("key");
    Job dead = dead(order);
    NewJob live = order.again(newId());
    queue().enqueue(live);
    JobId as = newId();
    assertThat(control().retry(dead.id(), as)).isEmpty();
    assertThat(control().get(as)).isEmpty();
    queue().complete(claimOf(given.claimOne()));
    assertThat(control().retry(dead.id(), as)).isPresent();
  }

  @Test
  void of_many_that_do_a_unique_job_again_one_succeeds() throws Exception {
    Job dead = dead(given.dueJob(given.organization().id(), 3).unique("key"));
    assertThat(InParallel.run(8, () -> control().retry(dead.id(), newId()).isPresent()))
        .containsOnlyOnce(true);
    assertThat(given.claim(10)).hasSize(1);
  }
}
