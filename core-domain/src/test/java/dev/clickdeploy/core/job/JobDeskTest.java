package dev.clickdeploy.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobCounts;
import dev.clickdeploy.model.job.JobFilter;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.port.in.Jobs;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.out.fake.InMemoryWorld;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class JobDeskTest {
  private final PoolHouse house = new PoolHouse();
  private final InMemoryWorld world = house.world;
  private final Jobs jobs = new JobDesk(world, world.clock());

  private static void assertRefused(ThrowingCallable call, Reason reason, String words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RequestException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(words);
  }

  private JobId dead() {
    JobId id = house.enqueue();
    Job job = house.claim().job();
    world.jobs().fail(new Claim(id, job.fence()), "broken", false, PoolHouse.SETTINGS.backoff());
    return id;
  }

  @Test
  void enqueuing_answers_the_live_job_that_does_the_work() {
    NewJob first = house.newJob(PoolHouse.KIND).unique("one");
    NewJob second = house.newJob(PoolHouse.KIND).unique("one");
    NewJob third = house.newJob(PoolHouse.KIND);

    assertThat(jobs.enqueue(List.of(first, second, third)))
        .containsExactly(first.id(), first.id(), third.id());
    assertThat(jobs.get(first.id())).map(Job::order).contains(first);
    assertThat(jobs.get(second.id())).isEmpty();
  }

  @Test
  void a_build_is_neither_enqueued_nor_done_again_by_itself() {
    NewJob back = house.newJob(JobKind.DEPLOY);
    assertRefused(() -> jobs.enqueue(List.of(back)), Reason.INVALID, "trigger a deployment");
    NewJob build = house.newJob(JobKind.BUILD);
    assertRefused(() -> jobs.enqueue(List.of(build)), Reason.INVALID, "trigger a deployment");
    world.jobs().enqueue(build);
    jobs.cancel(build.id());

    assertRefused(() -> jobs.retry(build.id()), Reason.CONFLICT, "deploy again");
  }

  @Test
  void a_dead_job_is_done_again_as_a_new_one() {
    JobId dead = dead();

    Job again = jobs.retry(dead).orElseThrow();

    assertThat(again.id()).isNotEqualTo(dead);
    assertThat(again.subject()).isEqualTo(house.job(dead).subject());
    assertThat(again.status()).isEqualTo(JobStatus.QUEUED);
    assertThat(jobs.retry(again.id())).isEmpty();
  }

  @Test
  void a_live_job_is_cancelled_once() {
    JobId job = house.enqueue();

    assertThat(jobs.cancel(job)).isTrue();
    assertThat(jobs.cancel(job)).isFalse();
  }

  @Test
  void jobs_are_listed_in_pages_of_at_most_a_thousand() {
    house.enqueue(PoolHouse.KIND, 1_001);

    List<Job> page = jobs.list(JobFilter.ALL, 5_000, null);

    assertThat(page).hasSize(1_000);
    assertThat(jobs.list(JobFilter.ALL, 5_000, page.getLast().id())).hasSize(1);
    assertRefused(() -> jobs.list(JobFilter.ALL, 0, null), Reason.INVALID, "1 to 1000");
  }

  @Test
  void counts_are_the_queues() {
    dead();
    house.enqueue();
    world.clock().advance(Duration.ofSeconds(3));

    assertThat(jobs.counts())
        .containsExactly(new JobCounts(PoolHouse.KIND, 1, 0, 0, 1, Duration.ofSeconds(3)));
  }
}
