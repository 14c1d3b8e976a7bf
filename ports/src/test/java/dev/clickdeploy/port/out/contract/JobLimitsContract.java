package dev.clickdeploy.port.out.contract;

import static dev.clickdeploy.port.out.contract.Given.LEASE;
import static dev.clickdeploy.port.out.contract.Given.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.JobControl;
import dev.clickdeploy.port.out.JobQueue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The part of {@link JobControlContract} about limits to how many jobs are processed at once. */
abstract class JobLimitsContract extends JobSuite {
  private static final int MANY = 100;

  private OrganizationId organizationWithJobs(int count) {
    OrganizationId organization = given.organization().id();
    queue().enqueue(Stream.generate(() -> given.dueJob(organization, 3)).limit(count).toList());
    return organization;
  }

  private void limit(Integer total, Integer perOrganization) {
    control().limit(given.kind, new KindLimit(total, perOrganization));
  }

  @Test
  void no_more_jobs_of_a_kind_are_processed_than_its_total() {
    organizationWithJobs(10);
    organizationWithJobs(10);
    limit(3, null);
    assertThat(given.claim(2)).hasSize(2);
    assertThat(given.claim(MANY)).hasSize(1);
    assertThat(given.claim(MANY)).isEmpty();
  }

  @Test
  void no_more_jobs_of_an_organization_are_processed_than_its_share() {
    OrganizationId one = organizationWithJobs(10);
    OrganizationId other = organizationWithJobs(1);
    OrganizationId third = organizationWithJobs(10);
    limit(null, 2);
    assertThat(given.claim(MANY))
        .extracting(Job::organization)
        .containsExactlyInAnyOrder(one, one, other, third, third);
    assertThat(given.claim(MANY)).isEmpty();
  }

  @Test
  void both_limits_hold_together_and_turns_stay_fair() {
    OrganizationId one = organizationWithJobs(10);
    OrganizationId other = organizationWithJobs(10);
    limit(3, 2);
    List<Job> first = given.claim(MANY);
    assertThat(first).hasSize(3).extracting(Job::organization).contains(one, other);
    first.forEach(job -> queue().complete(claimOf(job)));
    assertThat(given.claim(MANY)).hasSize(3).extracting(Job::organization).contains(one, other);
  }

  @Test
  void an_organization_at_its_limit_does_not_keep_others_from_their_turn() {
    OrganizationId busy = organizationWithJobs(1_000);
    limit(null, 1);
    assertThat(given.claim(MANY)).hasSize(1);
    OrganizationId other = organizationWithJobs(1);
    assertThat(given.claim(1)).extracting(Job::organization).containsExactly(other);
    assertThat(other).isNotEqualTo(busy);
  }

  @Test
  void limits_of_one_kind_leave_the_others_alone() {
    OrganizationId organization = organizationWithJobs(5);
    JobKind other = new JobKind("other-" + Given.unique());
    for (int i = 0; i < 5; i++) {
      NewJob job = given.newJob(organization, 3);
      queue().enqueue(NewJob.of(job.id(), other, organization, "subject", 3));
    }
    limit(1, null);
    assertThat(queue().claim(Map.of(given.kind, 5, other, 5), LEASE))
        .extracting(claimed -> claimed.job().kind())
        .containsOnlyOnce(given.kind)
        .hasSize(6);
  }

  @Test
  void jobs_that_are_processed_when_a_limit_is_set_count_and_go_on() {
    organizationWithJobs(10);
    List<Job> running = given.claim(4);
    limit(3, null);
    assertThat(given.claim(MANY)).isEmpty();
    assertThat(queue().extend(running.stream().map(Given::claimOf).toList(), LEASE)).hasSize(4);
    queue().complete(claimOf(running.getFirst()));
    assertThat(given.claim(MANY)).as("three are still processed").isEmpty();
    queue().complete(claimOf(running.getLast()));
    assertThat(given.claim(MANY)).hasSize(1);
  }

  @Test
  void a_limit_can_be_changed_and_lifted() {
    organizationWithJobs(10);
    limit(1, null);
    assertThat(given.claim(MANY)).hasSize(1);
    limit(3, null);
    assertThat(given.claim(MANY)).hasSize(2);
    control().limit(given.kind, KindLimit.NONE);
    assertThat(given.claim(MANY)).hasSize(7);
  }

  @Test
  void limits_hold_in_every_process() {
    organizationWithJobs(10);
    JobQueue other = stores().anotherProcess().jobs();
    JobControl elsewhere = stores().anotherProcess().jobControl();
    assertThat(given.claim(1)).hasSize(1);
    assertThat(given.claim(other, 1)).hasSize(1);
    elsewhere.limit(given.kind, new KindLimit(3, null));
    assertThat(given.claim(MANY)).hasSize(1);
    assertThat(given.claim(other, MANY)).isEmpty();
    elsewhere.limit(given.kind, new KindLimit(5, null));
    assertThat(given.claim(other, MANY)).hasSize(2);
    assertThat(given.claim(MANY)).isEmpty();
  }

  /** Ends or requeues a job that holds the only place of its kind: another one may come. */
  private void assertFrees(Consumer<Job> end) {
    NewJob job = enqueue(3);
    limit(1, null);
    Job first = given.claimOne();
    assertThat(first.id()).isEqualTo(job.id());
    assertThat(given.claim(MANY)).isEmpty();
    end.accept(first);
    organizationWithJobs(2);
    assertThat(given.claim(MANY)).hasSize(1);
    assertThat(given.claim(MANY)).isEmpty();
  }

  @Test
  void a_completed_job_frees_its_place() {
    assertFrees(job -> queue().complete(claimOf(job)));
  }

  @Test
  void a_failed_attempt_frees_its_place_while_it_waits_for_the_next() {
    assertFrees(job -> queue().fail(claimOf(job), "no network", true, TEN_SECONDS));
  }

  @Test
  void a_failed_job_frees_its_place() {
    assertFrees(job -> queue().fail(claimOf(job), "broken", false, TEN_SECONDS));
  }

  @Test
  void a_job_given_back_frees_its_place() {
    assertFrees(job -> queue().release(claimOf(job)));
  }

  @Test
  void a_cancelled_job_frees_its_place_when_its_worker_acknowledges() {
    assertFrees(
        job -> {
          control().cancel(job.id());
          assertThat(given.claim(MANY)).as("it is still processed").isEmpty();
          queue().acknowledgeCancel(claimOf(job));
        });
  }

  @Test
  void a_rescued_job_frees_its_place_and_a_dead_worker_keeps_it_until_then() {
    assertFrees(
        job -> {
          stores().advanceClock(PAST_LEASE);
          assertThat(rescueMine(job.id())).hasSize(1);
        });
  }

  @Test
  void a_job_that_ends_with_its_deployment_frees_its_place() {
    limit(1, null);
    Deployment deployment = given.deployment(given.service());
    Claim claim = claimOf(given.claimOne());
    organizationWithJobs(2);
    assertThat(given.claim(MANY)).isEmpty();
    Deployment running = deployment.started(given.now()).entered(Phase.FETCHING, given.now());
    stores().deployments().update(claim, running);
    Failure failure = Failure.of(FailureClass.SOURCE, "no such repository", null);
    assertThat(stores().deployments().finish(claim, running.failed(failure, given.now()))).isTrue();
    assertThat(given.claim(MANY)).hasSize(1);
  }

  @Test
  void a_claimed_job_whose_deployment_is_cancelled_before_it_began_frees_its_place() {
    limit(1, null);
    Deployment deployment = given.deployment(given.service());
    given.claimOne();
    organizationWithJobs(2);
    stores()
        .deployments()
        .requestCancel(Scope.of(deployment.organization()), deployment.id(), given.now());
    assertThat(given.claim(MANY)).hasSize(1);
  }

  @Test
  void waiting_jobs_of_a_limited_kind_come_by_and_by_and_all_of_them() {
    organizationWithJobs(7);
    organizationWithJobs(2);
    limit(2, 1);
    int done = 0;
    for (int i = 0; i < 20; i++) {
      List<Job> jobs = given.claim(MANY);
      assertThat(jobs).hasSizeLessThanOrEqualTo(2);
      done += queue().complete(jobs.stream().map(Given::claimOf).toList()).size();
      stores().advanceClock(Duration.ofMillis(10));
    }
    assertThat(done).isEqualTo(9);
  }
}
