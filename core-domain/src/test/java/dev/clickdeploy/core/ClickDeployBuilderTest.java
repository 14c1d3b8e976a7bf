package dev.clickdeploy.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.core.job.JobResult;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.NewJob;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClickDeployBuilderTest {
  private static final JobKind DEPLOY = new JobKind("deploy");

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
        house.parts().work(House.WORK).handler(DEPLOY, work -> new JobResult.Done()).build();
    NewJob job =
        new NewJob(
            JobId.next(house.clock),
            DEPLOY,
            house.organization.id(),
            "something",
            1,
            house.clock.instant());
    house.world.jobs().enqueue(job);
    try (node) {
      node.start();

      await()
          .until(
              () -> house.world.jobs().get(job.id()).orElseThrow().status(),
              status -> status == JobStatus.COMPLETED);
      assertThat(house.ended(house.trigger()).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    }
  }

  @Test
  void a_kind_has_one_handler() {
    ClickDeployBuilder parts = house.parts().handler(DEPLOY, work -> new JobResult.Done());

    assertThatThrownBy(() -> parts.handler(DEPLOY, work -> new JobResult.Done()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("deploy");
    assertThatThrownBy(() -> parts.handler(JobKind.BUILD, work -> new JobResult.Done()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("build");
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
    assertRefused(
        w -> with(w.lease().minus(w.lease()), w.attempts(), w.buildTimeout(), w.stopGrace()),
        "lease");
    assertRefused(w -> with(w.lease(), 0, w.buildTimeout(), w.stopGrace()), "attempts");
    assertRefused(w -> with(w.lease(), 1, Duration.ZERO, w.stopGrace()), "buildTimeout");
    assertRefused(w -> with(w.lease(), 1, w.buildTimeout(), Duration.ofSeconds(-1)), "stopGrace");
  }

  private static WorkSettings with(
      Duration lease, int attempts, Duration buildTimeout, Duration stopGrace) {
    return new WorkSettings(1, lease, attempts, Backoff.DEFAULT, buildTimeout, stopGrace);
  }

  private static void assertRefused(UnaryOperator<WorkSettings> change, String word) {
    assertThatThrownBy(() -> change.apply(WorkSettings.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(word);
  }
}
