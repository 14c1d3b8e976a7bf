package dev.clickdeploy.port.out.contract;

import static dev.clickdeploy.port.out.contract.Given.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobCounts;
import dev.clickdeploy.model.job.JobFilter;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.JobControl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link JobControl} promises. */
public abstract class JobControlContract extends JobRetryContract {
  @Test
  void an_unknown_job_is_absent_and_cannot_be_cancelled() {
    JobId unknown = JobId.next(stores()::now);
    assertThat(control().get(unknown)).isEmpty();
    assertThat(control().cancel(unknown)).isFalse();
    assertThat(control().attempts(unknown)).isEmpty();
  }

  private JobFilter mine(OrganizationId organization, JobStatus status) {
    return new JobFilter(organization, given.kind, status);
  }

  private List<Job> list(OrganizationId organization, JobStatus status) {
    return control().list(mine(organization, status), 100, null);
  }

  /** Jobs whose identifiers follow each other in time, the newest first. */
  private List<NewJob> newestFirst(OrganizationId organization, int count) {
    List<NewJob> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int age = count - i;
      JobId id = JobId.next(() -> given.now().minusSeconds(age));
      jobs.addFirst(given.dueJob(organization, 3).again(id).notBefore(given.now()));
    }
    queue().enqueue(jobs);
    return jobs;
  }

  @Test
  void live_and_finished_jobs_are_listed_together_newest_first() {
    List<NewJob> jobs = newestFirst(given.organization().id(), 6);
    List<Job> claimed = given.claim(3);
    queue().complete(claimOf(claimed.get(0)));
    queue().fail(claimOf(claimed.get(1)), "broken", false, NO_WAIT);
    assertThat(list(null, null)).extracting(Job::order).containsExactlyElementsOf(jobs);
    assertThat(list(null, null)).allSatisfy(job -> assertThat(stored(job.id())).isEqualTo(job));
  }

  @Test
  void a_listing_goes_on_before_the_last_one_seen() {
    List<NewJob> jobs = newestFirst(given.organization().id(), 5);
    given.claim(2).forEach(job -> queue().complete(claimOf(job)));
    JobFilter mine = mine(null, null);
    List<Job> first = control().list(mine, 2, null);
    List<Job> second = control().list(mine, 2, first.getLast().id());
    List<Job> third = control().list(mine, 2, second.getLast().id());
    List<Job> all = new ArrayList<>(first);
    all.addAll(second);
    all.addAll(third);
    assertThat(all).extracting(Job::order).containsExactlyElementsOf(jobs);
    assertThat(control().list(mine, 2, third.getLast().id())).isEmpty();
  }

  @Test
  void a_filter_leaves_out_what_does_not_match() {
    OrganizationId one = given.organization().id();
    OrganizationId other = given.organization().id();
    NewJob queued = given.dueJob(other, 3).notBefore(given.now().plus(Duration.ofHours(1)));
    queue().enqueue(List.of(given.dueJob(one, 3), given.dueJob(one, 3), queued));
    List<Job> claimed = given.claim(10);
    Job completed = claimed.getFirst();
    Job processing = claimed.getLast();
    queue().complete(claimOf(completed));
    assertThat(list(one, null))
        .extracting(Job::id)
        .containsExactlyInAnyOrder(completed.id(), processing.id());
    assertThat(list(null, JobStatus.QUEUED)).extracting(Job::order).containsExactly(queued);
    assertThat(list(one, JobStatus.QUEUED)).isEmpty();
    assertThat(list(one, JobStatus.PROCESSING)).containsExactly(processing);
    assertThat(list(one, JobStatus.COMPLETED)).containsExactly(stored(completed.id()));
    assertThat(list(other, JobStatus.FAILED)).isEmpty();
    JobFilter unknown = new JobFilter(one, new JobKind("other-" + Given.unique()), null);
    assertThat(control().list(unknown, 100, null)).isEmpty();
    assertThat(control().list(new JobFilter(one, null, null), 100, null)).hasSize(2);
  }

  private Optional<JobCounts> counts() {
    return control().counts().stream().filter(c -> c.kind().equals(given.kind)).findFirst();
  }

  @Test
  void counts_tell_each_state_whether_or_not_anyone_handles_the_kind() {
    OrganizationId organization = given.organization().id();
    for (int i = 0; i < 7; i++) {
      enqueue(1);
    }
    queue().enqueue(given.newJob(organization, 3, given.now().plus(Duration.ofHours(1))));
    List<Job> claimed = given.claim(5);
    queue().complete(claimOf(claimed.get(0)));
    queue().fail(claimOf(claimed.get(1)), "broken", false, NO_WAIT);
    queue().acknowledgeCancel(claimOf(claimed.get(2)));
    JobCounts counts = counts().orElseThrow();
    assertThat(counts.ready()).isEqualTo(2);
    assertThat(counts.scheduled()).isEqualTo(1);
    assertThat(counts.processing()).isEqualTo(2);
    assertThat(counts.failed()).isEqualTo(1);
    assertThat(counts.oldestReady()).isBetween(Duration.ofMinutes(60), Duration.ofMinutes(61));
  }

  @Test
  void a_kind_without_a_ready_job_has_no_oldest_one_and_a_kind_without_any_is_left_out() {
    assertThat(counts()).isEmpty();
    Job job = claimed(1);
    assertThat(counts()).contains(new JobCounts(given.kind, 0, 0, 1, 0, null));
    queue().fail(claimOf(job), "broken", false, NO_WAIT);
    assertThat(counts()).contains(new JobCounts(given.kind, 0, 0, 0, 1, null));
  }

  @Test
  void counts_come_by_kind() {
    enqueue(3);
    OrganizationId organization = given.organization().id();
    for (String name : List.of("zebra-", "ant-")) {
      JobKind kind = new JobKind(name + Given.unique());
      NewJob job = given.newJob(organization, 3);
      queue().enqueue(NewJob.of(job.id(), kind, organization, "subject", 3));
    }
    assertThat(control().counts())
        .extracting(counts -> counts.kind().value())
        .isSorted()
        .doesNotHaveDuplicates()
        .hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void tidying_forgets_what_ended_longer_ago_and_nothing_else() {
    Job old = claimed(1);
    queue().fail(claimOf(old), "broken", false, NO_WAIT);
    NewJob waiting = enqueue(3);
    stores().advanceClock(Duration.ofDays(5));
    Job recent = given.claimOne();
    queue().complete(claimOf(recent));
    NewJob waitingStill = enqueue(3);
    stores().advanceClock(Duration.ofHours(1));

    control().tidy(Duration.ofDays(2));

    assertThat(control().get(old.id())).isEmpty();
    assertThat(control().attempts(old.id())).isEmpty();
    assertThat(recent.id()).isEqualTo(waiting.id());
    assertThat(stored(recent.id()).status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(list(null, null))
        .extracting(Job::id)
        .containsExactlyInAnyOrder(recent.id(), waitingStill.id());
    assertThat(given.claim(10)).extracting(Job::id).containsExactly(waitingStill.id());
  }

  @Test
  void jobs_end_and_are_remembered_after_tidying_as_before() {
    control().tidy(Duration.ofDays(7));
    control().tidy(Duration.ofDays(7));
    Job job = claimed(3);
    assertThat(queue().complete(claimOf(job))).isTrue();
    assertThat(stored(job.id()).status()).isEqualTo(JobStatus.COMPLETED);
  }
}
