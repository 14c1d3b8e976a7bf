package dev.clickdeploy.port.out.contract;

import static dev.clickdeploy.port.out.contract.Given.LEASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobFilter;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.out.JobQueue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds although eight workers of two processes are at one queue. */
public abstract class JobRacesContract extends JobSuite {
  private static final int WORKERS = 8;
  private static final int JOBS = 20_000;

  private final AtomicInteger workers = new AtomicInteger();

  private List<OrganizationId> organizations(int count, int jobsOfEach) {
    List<OrganizationId> organizations =
        Stream.generate(() -> given.organization().id()).limit(count).toList();
    for (OrganizationId organization : organizations) {
      queue()
          .enqueue(Stream.generate(() -> given.newJob(organization, 3)).limit(jobsOfEach).toList());
    }
    return organizations;
  }

  /** Every other worker belongs to the other process. */
  private JobQueue queueOf(int worker, JobQueue other) {
    return worker % 2 == 0 ? queue() : other;
  }

  @Test
  void eight_workers_handle_twenty_thousand_jobs_each_exactly_once() throws Exception {
    organizations(4, JOBS / 4);
    JobQueue other = stores().anotherProcess().jobs();
    AtomicInteger left = new AtomicInteger(JOBS);
    List<JobId> handled =
        InParallel.run(WORKERS, () -> handleAll(queueOf(workers.incrementAndGet(), other), left))
            .stream()
            .flatMap(Collection::stream)
            .toList();
    assertThat(handled).hasSize(JOBS).doesNotHaveDuplicates();
    JobFilter live = new JobFilter(null, given.kind, JobStatus.QUEUED);
    assertThat(control().list(live, 10, null)).isEmpty();
    assertThat(given.claim(10)).isEmpty();
  }

  private List<JobId> handleAll(JobQueue mine, AtomicInteger left) {
    List<JobId> handled = new ArrayList<>();
    while (left.get() > 0 && !Thread.currentThread().isInterrupted()) {
      List<Job> jobs = given.claim(mine, 100);
      int completed = mine.complete(jobs.stream().map(Given::claimOf).toList()).size();
      assertThat(completed).as("no lease ended").isEqualTo(jobs.size());
      jobs.forEach(job -> handled.add(job.id()));
      left.addAndGet(-jobs.size());
      Thread.yield();
    }
    return handled;
  }

  @Test
  void limits_hold_whoever_claims_at_the_same_time() throws Exception {
    List<OrganizationId> organizations = organizations(3, 60);
    control().limit(given.kind, new KindLimit(4, 2));
    JobQueue other = stores().anotherProcess().jobs();
    Running running = new Running();
    AtomicInteger left = new AtomicInteger(180);
    InParallel.run(
        WORKERS,
        () -> {
          JobQueue mine = queueOf(workers.incrementAndGet(), other);
          while (left.get() > 0 && !Thread.currentThread().isInterrupted()) {
            List<Job> jobs = given.claim(mine, 3);
            jobs.forEach(running::began);
            Thread.yield();
            jobs.forEach(running::ends);
            left.addAndGet(-mine.complete(jobs.stream().map(Given::claimOf).toList()).size());
          }
          return null;
        });
    assertThat(left).hasValue(0);
    assertThat(running.mostAtOnce.get()).isBetween(1, 4);
    assertThat(running.mostOf).containsOnlyKeys(organizations);
    assertThat(running.mostOf.values()).allMatch(most -> most <= 2);
  }

  /** Counts a job from after its claim to before its end, so never one that is not processed. */
  private static final class Running {
    final AtomicInteger mostAtOnce = new AtomicInteger();
    final Map<OrganizationId, Integer> mostOf = new ConcurrentHashMap<>();
    private final AtomicInteger now = new AtomicInteger();
    private final Map<OrganizationId, Integer> of = new ConcurrentHashMap<>();

    void began(Job job) {
      mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
      mostOf.merge(job.organization(), of.merge(job.organization(), 1, Integer::sum), Math::max);
    }

    void ends(Job job) {
      now.decrementAndGet();
      of.merge(job.organization(), -1, Integer::sum);
    }
  }

  @Test
  void enqueuing_and_claiming_at_once_loses_nothing() throws Exception {
    int each = 200;
    OrganizationId organization = given.organization().id();
    JobQueue other = stores().anotherProcess().jobs();
    AtomicInteger left = new AtomicInteger(WORKERS * each);
    List<JobId> handled =
        InParallel.run(
                WORKERS,
                () -> {
                  int worker = workers.incrementAndGet();
                  for (int i = 0; i < each / 10; i++) {
                    List<NewJob> jobs =
                        Stream.generate(() -> given.newJob(organization, 3)).limit(10).toList();
                    queueOf(worker, other).enqueue(jobs);
                  }
                  return handleAll(queueOf(worker, other), left);
                })
            .stream()
            .flatMap(Collection::stream)
            .toList();
    assertThat(handled).hasSize(WORKERS * each).doesNotHaveDuplicates();
    assertThat(queue().claim(Map.of(given.kind, 10), LEASE)).isEmpty();
  }
}
