package dev.clickdeploy.port.out.contract;

import static dev.clickdeploy.port.out.contract.Given.LEASE;
import static dev.clickdeploy.port.out.contract.Given.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.port.out.JobControl;
import dev.clickdeploy.port.out.JobQueue;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;

/** What the suites about jobs share. */
abstract class JobSuite {
  static final Duration PAST_LEASE = LEASE.plusSeconds(1);
  static final Backoff TEN_SECONDS = new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(1));
  static final Backoff NO_WAIT = new Backoff(Duration.ZERO, Duration.ZERO);

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

  final JobControl control() {
    return stores().jobControl();
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
    return control().get(id).orElseThrow();
  }

  final List<Job> rescueMine(JobId id) {
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

  final void assertOver(Job job) {
    assertThat(stored(job.id()).status().isTerminal()).isTrue();
    assertOutlived(claimOf(job));
    assertThat(control().cancel(job.id())).isFalse();
    stores().advanceClock(PAST_LEASE);
    assertThat(queue().rescue()).extracting(Job::id).doesNotContain(job.id());
    assertThat(given.claim(10)).isEmpty();
  }
}
