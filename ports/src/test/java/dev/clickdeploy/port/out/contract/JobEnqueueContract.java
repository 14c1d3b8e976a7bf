package dev.clickdeploy.port.out.contract;

import static dev.clickdeploy.port.out.contract.Given.claimOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.job.Priority;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.JobQueue;
import dev.clickdeploy.port.out.JobQueue.Enqueued;
import dev.clickdeploy.port.out.PortException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The part of {@link JobQueueContract} about putting jobs on the queue. */
abstract class JobEnqueueContract extends JobLeaseContract {
  private OrganizationId organization() {
    return given.organization().id();
  }

  @Test
  void an_enqueued_job_waits_as_it_was_given() {
    NewJob job =
        given.dueJob(organization(), 7).with(Priority.HIGH).unique("key " + Given.unique());
    assertThat(queue().enqueue(job)).isEqualTo(new Enqueued.Accepted(job.id()));
    assertThat(control().get(job.id())).contains(Job.queued(job, given.now()));
  }

  @Test
  void a_job_that_is_due_at_once_is_due_by_the_queues_clock() {
    NewJob job = given.newJob(organization(), 3);
    queue().enqueue(job);
    Job stored = stored(job.id());
    assertThat(stored.order()).isEqualTo(job);
    assertThat(stored.runAt())
        .isBetween(stores().now().minusSeconds(10), stores().now().plusSeconds(10));
    assertThat(given.claim(10)).containsExactly(stored.claimed());
  }

  @Test
  void a_batch_is_accepted_in_its_order() {
    OrganizationId organization = organization();
    List<NewJob> jobs = Stream.generate(() -> given.dueJob(organization, 3)).limit(1_000).toList();
    assertThat(queue().enqueue(jobs))
        .containsExactlyElementsOf(jobs.stream().map(j -> new Enqueued.Accepted(j.id())).toList());
    assertThat(given.claim(2_000)).extracting(Job::order).containsExactlyInAnyOrderElementsOf(jobs);
    assertThat(queue().enqueue(List.of())).isEmpty();
  }

  @Test
  void a_batch_with_an_identifier_that_is_taken_is_refused_as_a_whole() {
    NewJob taken = enqueue(3);
    NewJob first = given.dueJob(taken.organization(), 3);
    NewJob last = given.dueJob(taken.organization(), 3);
    assertThatThrownBy(() -> queue().enqueue(List.of(first, taken, last)))
        .isInstanceOf(PortException.class);
    assertThat(control().get(first.id())).isEmpty();
    assertThat(control().get(last.id())).isEmpty();
    assertThatThrownBy(() -> queue().enqueue(List.of(first, first)))
        .isInstanceOf(PortException.class);
    assertThat(control().get(first.id())).isEmpty();
    assertThat(given.claim(10)).extracting(Job::id).containsExactly(taken.id());
  }

  @Test
  void a_unique_key_answers_the_live_job_that_has_it() {
    OrganizationId organization = organization();
    NewJob first = given.dueJob(organization, 3).unique("one");
    NewJob second = given.dueJob(organization(), 3).unique("one");
    queue().enqueue(first);
    assertThat(queue().enqueue(second)).isEqualTo(new Enqueued.Existing(first.id()));
    given.claimOne();
    assertThat(queue().enqueue(second))
        .as("while it is processed")
        .isEqualTo(new Enqueued.Existing(first.id()));
    assertThat(control().get(second.id())).isEmpty();
    assertThat(given.claim(10)).isEmpty();
  }

  @Test
  void a_batch_with_a_unique_key_twice_holds_one_job_of_it() {
    OrganizationId organization = organization();
    NewJob live = given.dueJob(organization, 3).unique("live");
    queue().enqueue(live);
    NewJob one = given.dueJob(organization, 3).unique("one");
    NewJob plain = given.dueJob(organization, 3);
    NewJob oneAgain = given.dueJob(organization, 3).unique("one");
    NewJob liveAgain = given.dueJob(organization, 3).unique("live");
    NewJob two = given.dueJob(organization, 3).unique("two");
    assertThat(queue().enqueue(List.of(one, plain, oneAgain, liveAgain, two)))
        .containsExactly(
            new Enqueued.Accepted(one.id()),
            new Enqueued.Accepted(plain.id()),
            new Enqueued.Existing(one.id()),
            new Enqueued.Existing(live.id()),
            new Enqueued.Accepted(two.id()));
    assertThat(given.claim(10))
        .extracting(Job::order)
        .containsExactlyInAnyOrder(live, one, plain, two);
  }

  @Test
  void a_unique_key_counts_within_its_kind() {
    OrganizationId organization = organization();
    JobKind other = new JobKind("other-" + Given.unique());
    NewJob here = given.dueJob(organization, 3).unique("key");
    NewJob there = NewJob.of(here.id(), other, organization, "subject", 3).unique("key");
    queue().enqueue(there.again(given.newJob(organization, 3).id()));
    assertThat(queue().enqueue(here)).isEqualTo(new Enqueued.Accepted(here.id()));
  }

  @Test
  void a_unique_key_is_free_again_when_its_job_has_ended() {
    OrganizationId organization = organization();
    List<JobStatus> ends = new ArrayList<>();
    for (int way = 0; way < 4; way++) {
      NewJob job = given.dueJob(organization, 1).unique("key");
      assertThat(queue().enqueue(job)).isEqualTo(new Enqueued.Accepted(job.id()));
      end(way, given.claimOne());
      ends.add(stored(job.id()).status());
    }
    assertThat(ends)
        .containsExactly(
            JobStatus.COMPLETED, JobStatus.FAILED, JobStatus.CANCELLED, JobStatus.FAILED);
    NewJob queued = given.dueJob(organization, 1).unique("key");
    queue().enqueue(queued);
    control().cancel(queued.id());
    NewJob next = queued.again(given.newJob(organization, 1).id());
    assertThat(queue().enqueue(next)).isEqualTo(new Enqueued.Accepted(next.id()));
  }

  private void end(int way, Job job) {
    switch (way) {
      case 0 -> queue().complete(claimOf(job));
      case 1 -> queue().fail(claimOf(job), "broken", false, NO_WAIT);
      case 2 -> queue().acknowledgeCancel(claimOf(job));
      default -> {
        stores().advanceClock(PAST_LEASE);
        assertThat(rescueMine(job.id())).hasSize(1);
      }
    }
  }

  @Test
  void a_unique_key_stays_taken_while_its_job_waits_for_the_next_attempt() {
    OrganizationId organization = organization();
    NewJob job = given.dueJob(organization, 3).unique("key");
    queue().enqueue(job);
    queue().fail(claimOf(given.claimOne()), "no network", true, TEN_SECONDS);
    assertThat(queue().enqueue(given.dueJob(organization, 3).unique("key")))
        .isEqualTo(new Enqueued.Existing(job.id()));
    stores().advanceClock(Duration.ofSeconds(11));
    queue().release(claimOf(given.claimOne()));
    assertThat(queue().enqueue(given.dueJob(organization, 3).unique("key")))
        .isEqualTo(new Enqueued.Existing(job.id()));
  }

  @Test
  void of_many_enqueuers_of_one_unique_key_one_wins_and_the_others_learn_whose_it_is()
      throws Exception {
    OrganizationId organization = organization();
    JobQueue other = stores().anotherProcess().jobs();
    List<Enqueued> answers =
        InParallel.run(
            8,
            () -> {
              NewJob job = given.dueJob(organization, 3).unique("key");
              return (job.id().hashCode() % 2 == 0 ? queue() : other).enqueue(job);
            });
    assertThat(answers).filteredOn(Enqueued.Accepted.class::isInstance).hasSize(1);
    assertThat(answers).extracting(Enqueued::job).containsOnly(given.claimOne().id());
    assertThat(given.claim(10)).isEmpty();
  }
}
