package dev.clickdeploy.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.core.job.JobHandler;
import dev.clickdeploy.core.job.JobResult;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.JobCounts;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.KindLimit;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.port.out.PortException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClickDeployBuilderTest {
  private static final JobKind ROLLOUT = new JobKind("rollout");

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void a_missing_part_is_named_with_the_call_that_gives_it() {
    ClickDeployBuilder parts = ClickDeploy.builder();
    assertMissing(parts, "storage(Storage)");
    parts.storage(house.world);
    assertMissing(parts, "sources(SourceRepository)");
    parts.sources(house.sources);
    assertMissing(parts, "planner(BuildPlanner)");
    parts.planner(house.planner);
    assertMissing(parts, "builder(ImageBuilder)");
    parts.builder(house.builder);
    assertMissing(parts, "registry(ImageRegistry)");
    parts.registry(house.registry);
    assertThat(parts.build().workers().running()).isZero();
  }

  private static void assertMissing(ClickDeployBuilder parts, String call) {
    assertThatThrownBy(parts::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageEndingWith("call ." + call + " first");
  }

  @Test
  void an_embedder_registers_another_kind_in_one_line() {
    ClickDeploy node =
        house.parts().work(House.WORK).handler(ROLLOUT, work -> new JobResult.Done()).build();
    NewJob job =
        NewJob.of(JobId.next(house.clock), ROLLOUT, house.organization.id(), "something", 1);
    assertThat(node.jobs().enqueue(List.of(job))).containsExactly(job.id());
    try (node) {
      node.start();

      await()
          .until(
              () -> house.world.jobControl().get(job.id()).orElseThrow().status(),
              status -> status == JobStatus.COMPLETED);
      assertThat(house.ended(house.trigger()).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    }
  }

  @Test
  void a_kind_has_one_handler() {
    ClickDeployBuilder parts = house.parts().handler(ROLLOUT, work -> new JobResult.Done());

    assertThatThrownBy(() -> parts.handler(ROLLOUT, work -> new JobResult.Done()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rollout");
    assertThatThrownBy(() -> parts.handler(JobKind.DEPLOY, work -> new JobResult.Done()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deploy");
    assertThatThrownBy(() -> parts.handler(JobKind.BUILD, work -> new JobResult.Done()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("build");
  }

  @Test
  void another_kind_has_as_many_slots_as_there_are_workers_or_as_it_says() {
    AtomicInteger running = new AtomicInteger();
    CountDownLatch open = new CountDownLatch(1);
    JobHandler handler =
        work -> {
          running.incrementAndGet();
          open.await();
          return new JobResult.Done();
        };
    JobKind wide = new JobKind("wide");
    ClickDeploy node =
        house.parts().work(House.WORK).handler(ROLLOUT, handler).handler(wide, 5, handler).build();
    try (node) {
      List<NewJob> jobs = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        JobId id = JobId.next(house.clock);
        JobKind kind = i % 2 == 0 ? ROLLOUT : wide;
        jobs.add(NewJob.of(id, kind, house.organization.id(), "something", 1));
      }
      node.jobs().enqueue(jobs);
      node.start();

      await().until(() -> running.get() == House.WORK.workers() + 5);
      assertThat(node.jobs().counts())
          .extracting(JobCounts::processing)
          .containsExactly((long) House.WORK.workers(), 5L);
      open.countDown();
      await().until(() -> running.get() == 20);
    }
  }

  @Test
  void a_limit_is_set_by_the_start_even_where_nothing_is_worked_on() {
    ClickDeploy api =
        house
            .parts()
            .work(House.WORK.withWorkers(0))
            .limit(ROLLOUT, new KindLimit(1, null))
            .build();
    for (int i = 0; i < 3; i++) {
      JobId id = JobId.next(house.clock);
      house.world.jobs().enqueue(NewJob.of(id, ROLLOUT, house.organization.id(), "something", 1));
    }

    api.start();

    assertThat(house.world.jobs().claim(Map.of(ROLLOUT, 3), Duration.ofMinutes(1))).hasSize(1);
  }

  @Test
  void a_limit_that_cannot_be_set_fails_the_start() {
    ClickDeploy node =
        house.parts().work(House.WORK).limit(ROLLOUT, KindLimit.perOrganization(1)).build();
    house.storage.breakVerb("limit");

    assertThatThrownBy(node::start).isInstanceOf(PortException.class);

    assertThat(LiveThreads.ofClickDeploy()).isEmpty();
  }

  @Test
  void a_sink_that_throws_ends_nothing() {
    ClickDeploy node =
        house
            .parts()
            .work(House.WORK)
            .events(
                event -> {
                  throw new IllegalStateException("a broken sink");
                })
            .build();
    try (node) {
      node.start();

      assertThat(house.ended(house.trigger()).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    }
  }

  @Test
  void settings_that_make_no_sense_are_refused() {
    assertRefused(w -> w.withWorkers(-1), "workers");
    assertRefused(w -> w.withWorkers(10_001), "workers");
    Duration minute = Duration.ofMinutes(1);
    Duration less = Duration.ofSeconds(-1);
    assertRefused(w -> with(Duration.ZERO, 1, minute, minute, minute, minute), "lease");
    assertRefused(w -> with(minute, 0, minute, minute, minute, minute), "attempts");
    assertRefused(w -> with(minute, 1, Duration.ZERO, minute, minute, minute), "buildTimeout");
    assertRefused(w -> with(minute, 1, minute, less, minute, minute), "stopGrace");
    assertRefused(w -> with(minute, 1, minute, minute, less, minute), "stopHard");
    assertRefused(w -> with(minute, 1, minute, minute, minute, Duration.ZERO), "keepFinished");
  }

  private static WorkSettings with(
      Duration lease, int attempts, Duration build, Duration soft, Duration hard, Duration keep) {
    return new WorkSettings(1, lease, attempts, Backoff.DEFAULT, build, build, soft, hard, keep);
  }

  private static void assertRefused(UnaryOperator<WorkSettings> change, String word) {
    assertThatThrownBy(() -> change.apply(WorkSettings.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(word);
  }
}
