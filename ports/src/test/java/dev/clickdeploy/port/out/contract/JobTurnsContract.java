package dev.clickdeploy.port.out.contract;

import static dev.clickdeploy.port.out.contract.Given.LEASE;
import static dev.clickdeploy.port.out.contract.Given.claimOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.job.Priority;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.JobQueue.Claimed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The part of {@link JobQueueContract} about which jobs a claim gets, and in which order. */
abstract class JobTurnsContract extends JobEnqueueContract {
  private List<NewJob> jobs(OrganizationId organization, int count) {
    List<NewJob> jobs = Stream.generate(() -> given.dueJob(organization, 3)).limit(count).toList();
    queue().enqueue(jobs);
    return jobs;
  }

  private List<OrganizationId> organizations(int count, int jobsOfEach) {
    List<OrganizationId> organizations =
        Stream.generate(() -> given.organization().id()).limit(count).toList();
    organizations.forEach(organization -> jobs(organization, jobsOfEach));
    return organizations;
  }

  private static Map<OrganizationId, Long> turns(List<Job> claimed) {
    return claimed.stream()
        .map(Job::organization)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private NewJob job(OrganizationId organization, Priority priority, int minutesDue) {
    return given
        .newJob(organization, 3, given.now().minus(Duration.ofMinutes(minutesDue)))
        .with(priority);
  }

  @Test
  void within_an_organization_jobs_come_by_priority_and_then_by_the_time_they_are_due() {
    OrganizationId organization = given.organization().id();
    NewJob low = job(organization, Priority.LOW, 500);
    NewJob oldNormal = job(organization, Priority.NORMAL, 400);
    NewJob newNormal = job(organization, Priority.NORMAL, 5);
    NewJob high = job(organization, Priority.HIGH, 1);
    NewJob urgent = job(organization, Priority.URGENT, 2);
    NewJob olderUrgent = job(organization, Priority.URGENT, 3);
    queue().enqueue(List.of(newNormal, low, high, oldNormal, urgent, olderUrgent));
    assertThat(given.claim(2)).extracting(Job::order).containsExactly(olderUrgent, urgent);
    assertThat(given.claim(3)).extracting(Job::order).containsExactly(high, oldNormal, newNormal);
    assertThat(given.claim(3)).extracting(Job::order).containsExactly(low);
  }

  @Test
  void jobs_that_are_equally_due_come_in_the_order_of_their_identifiers() {
    OrganizationId organization = given.organization().id();
    NewJob first = given.dueJob(organization, 3);
    List<NewJob> jobs =
        IntStream.range(0, 5)
            .mapToObj(i -> first.again(JobId.next(() -> given.now().plusMillis(i))))
            .map(job -> job.notBefore(given.now().minusSeconds(60)))
            .toList();
    queue().enqueue(jobs.reversed());
    assertThat(given.claim(5)).extracting(Job::order).containsExactlyElementsOf(jobs);
  }

  @Test
  void an_urgent_job_that_comes_later_overtakes() {
    OrganizationId organization = given.organization().id();
    jobs(organization, 10);
    assertThat(given.claim(5)).hasSize(5);
    NewJob urgent = job(organization, Priority.URGENT, 0);
    queue().enqueue(urgent);
    assertThat(given.claim(3)).extracting(Job::order).startsWith(urgent);
  }

  @Test
  void a_job_that_is_due_earlier_than_those_claimed_before_it_is_not_passed_over() {
    OrganizationId organization = given.organization().id();
    jobs(organization, 10);
    Job first = given.claim(5).getFirst();
    NewJob earlier = job(organization, Priority.NORMAL, 600);
    queue().enqueue(earlier);
    assertThat(given.claim(1)).extracting(Job::order).containsExactly(earlier);
    queue().release(claimOf(first));
    assertThat(given.claim(10)).extracting(Job::id).contains(first.id()).hasSize(6);
  }

  @Test
  void a_job_is_not_handed_out_before_it_is_due() {
    NewJob later =
        given.newJob(given.organization().id(), 3, given.now().plus(Duration.ofMinutes(10)));
    queue().enqueue(later);
    NewJob sooner = enqueue(3);
    assertThat(given.claim(10)).extracting(Job::id).containsExactly(sooner.id());
    stores().advanceClock(Duration.ofMinutes(11));
    assertThat(given.claim(10)).extracting(Job::id).containsExactly(later.id());
  }

  @Test
  void a_claim_tells_how_long_each_job_had_been_due() {
    enqueue(3);
    stores().advanceClock(Duration.ofMinutes(10));
    assertThat(queue().claim(Map.of(given.kind, 1), LEASE))
        .singleElement()
        .extracting(Claimed::waited)
        .satisfies(
            waited -> assertThat(waited).isBetween(Duration.ofMinutes(70), Duration.ofMinutes(71)));
  }

  @Test
  void each_kind_fills_its_own_slots_only() {
    OrganizationId organization = given.organization().id();
    JobKind other = new JobKind("other-" + Given.unique());
    JobKind unasked = new JobKind("unasked-" + Given.unique());
    for (JobKind kind : List.of(given.kind, other, unasked)) {
      for (int i = 0; i < 5; i++) {
        JobId id = JobId.next(stores()::now);
        queue().enqueue(NewJob.of(id, kind, organization, "subject", 3));
      }
    }
    assertThat(queue().claim(Map.of(), LEASE)).isEmpty();
    assertThat(queue().claim(Map.of(given.kind, 0), LEASE)).isEmpty();
    assertThat(queue().claim(Map.of(given.kind, 2, other, 3), LEASE))
        .extracting(claimed -> claimed.job().kind())
        .containsExactlyInAnyOrder(given.kind, given.kind, other, other, other);
    assertThat(queue().claim(Map.of(given.kind, 10, other, 1), LEASE))
        .extracting(claimed -> claimed.job().kind())
        .containsExactlyInAnyOrder(given.kind, given.kind, given.kind, other);
  }

  @Test
  void organizations_take_turns_within_one_claim() {
    List<OrganizationId> organizations = organizations(3, 5);
    assertThat(turns(given.claim(3))).containsOnlyKeys(organizations).containsValues(1L);
    assertThat(turns(given.claim(4)).values()).containsExactlyInAnyOrder(1L, 1L, 2L);
  }

  @Test
  void organizations_take_turns_from_claim_to_claim() {
    List<OrganizationId> organizations = organizations(3, 4);
    for (int round = 0; round < 4; round++) {
      List<OrganizationId> turn = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        turn.add(given.claimOne().organization());
      }
      assertThat(turn).containsExactlyInAnyOrderElementsOf(organizations);
    }
    assertThat(given.claim(1)).isEmpty();
  }

  @Test
  void what_an_organization_does_not_need_goes_to_the_others() {
    List<OrganizationId> few = organizations(2, 2);
    OrganizationId many = organizations(1, 20).getFirst();
    assertThat(turns(given.claim(10)))
        .isEqualTo(Map.of(few.getFirst(), 2L, few.getLast(), 2L, many, 6L));
    assertThat(turns(given.claim(100))).isEqualTo(Map.of(many, 14L));
  }

  @Test
  void a_thousand_jobs_of_one_organization_do_not_delay_the_one_of_another() {
    OrganizationId busy = given.organization().id();
    jobs(busy, 1_000);
    assertThat(given.claim(10)).hasSize(10);
    OrganizationId quiet = given.organization().id();
    queue().enqueue(given.newJob(quiet, 3));
    assertThat(turns(given.claim(2))).containsOnlyKeys(busy, quiet);
  }

  @Test
  void urgency_gains_nothing_over_other_organizations() {
    OrganizationId urgent = given.organization().id();
    for (int i = 0; i < 5; i++) {
      queue().enqueue(job(urgent, Priority.URGENT, 100 + i));
    }
    OrganizationId patient = given.organization().id();
    queue().enqueue(job(patient, Priority.LOW, 1));
    assertThat(turns(given.claim(2))).containsOnlyKeys(urgent, patient);
  }
}
