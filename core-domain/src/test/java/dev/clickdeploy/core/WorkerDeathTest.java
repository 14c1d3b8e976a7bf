package dev.clickdeploy.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.port.out.EventSink.Event;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Workers whose lease ran out while they still believe in it. */
class WorkerDeathTest {
  private static final Duration PAST_LEASE = House.WORK.lease().plusSeconds(1);

  private final House house = new House();
  private final CountDownLatch zombie = new CountDownLatch(1);

  @AfterEach
  void close() {
    zombie.countDown();
    house.close();
  }

  /** The next build hears of nothing until the latch opens, and then pushes what it has. */
  private void nextBuildIsDeaf() {
    house.builder.next(
        (request, events, cancellation) -> {
          try {
            zombie.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          events.accept(
              new BuildEvent.Output(1, house.clock.instant(), false, "from beyond the lease"));
          return house.builder.succeeding().run(request, events, new Cancellation());
        });
  }

  private Deployment buildingOn(ClickDeploy first) {
    first.start();
    Deployment deployment = house.trigger();
    house.awaitBuilding(1);
    return deployment;
  }

  @Test
  void another_worker_takes_over_and_the_old_ones_writes_are_refused() {
    nextBuildIsDeaf();
    ClickDeploy first = house.node(House.WORK.withWorkers(1));
    Deployment deployment = buildingOn(first);

    house.clock.advance(PAST_LEASE);
    house.worker();
    Deployment ended = house.ended(deployment);
    zombie.countDown();
    await().until(() -> first.workers().running() == 0);

    assertThat(ended.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(house.stored(deployment)).isEqualTo(ended);
    assertThat(house.job(deployment).status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(house.job(deployment).attempt()).isEqualTo(2);
    assertThat(house.log(deployment))
        .noneMatch(line -> line.contains("from beyond the lease"))
        .filteredOn(line -> line.contains("sha256:") && line.contains("@"))
        .hasSize(1);
    assertThat(house.builder.requests()).hasSize(2);
    assertThat(house.sources.openTrees()).isZero();
    await().until(() -> house.events.events(Event.JobRescued.class).size() == 1);
    assertThat(house.events.events(Event.ClaimLost.class))
        .containsExactly(new Event.ClaimLost(house.job(deployment).id()));
  }

  @Test
  void a_worker_that_learns_of_its_lost_claim_stops_its_build_at_once() {
    house.builder.next(house.builder.blockingUntilCancelled());
    ClickDeploy first = house.node(House.WORK.withWorkers(1));
    Deployment deployment = buildingOn(first);
    house.builder.next(house.builder.blockingUntilCancelled());

    house.clock.advance(PAST_LEASE);

    await().until(() -> house.events.events(Event.ClaimLost.class).size() == 1);
    await().until(() -> house.job(deployment).attempt() == 2);
    assertThat(house.stored(deployment).status())
        .isIn(DeploymentStatus.QUEUED, DeploymentStatus.RUNNING);
    house.cancel(deployment);
    assertThat(house.ended(deployment).status()).isEqualTo(DeploymentStatus.CANCELLED);
  }

  @Test
  void the_last_worker_to_die_leaves_a_failed_deployment_behind() {
    for (int i = 0; i < 3; i++) {
      house.builder.next(house.builder.blockingUntilCancelled());
    }
    house.worker(House.WORK.withWorkers(1));
    Deployment deployment = house.trigger();

    for (int attempt = 1; attempt <= 3; attempt++) {
      int now = attempt;
      await().until(() -> house.job(deployment).attempt() == now && house.builder.running() == 1);
      house.clock.advance(PAST_LEASE);
    }

    Deployment ended = house.ended(deployment);
    assertThat(ended.status()).isEqualTo(DeploymentStatus.FAILED);
    assertThat(ended.failure().message()).contains("lease");
    assertThat(house.job(deployment).status()).isEqualTo(JobStatus.FAILED);
  }

  @Test
  void a_build_whose_worker_died_while_it_was_cancelling_is_cancelled() {
    nextBuildIsDeaf();
    Deployment deployment = buildingOn(house.node(House.WORK.withWorkers(1)));
    house.cancel(deployment);

    house.clock.advance(PAST_LEASE);
    house.worker();

    assertThat(house.ended(deployment).status()).isEqualTo(DeploymentStatus.CANCELLED);
    assertThat(house.builder.requests()).hasSize(1);
  }
}
