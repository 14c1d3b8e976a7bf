package dev.clickdeploy.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.EventSink.Event;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StopTest {
  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void a_stop_waits_for_a_build_within_its_grace() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    house.builder.next(house.builder.blockingUntil(open, house.builder.succeeding()));
    ClickDeploy node = house.worker();
    Deployment deployment = house.trigger();
    house.awaitBuilding(1);

    Thread stopping = Thread.ofPlatform().start(node::close);
    await().until(() -> house.world.signals().listeners() == 0);
    Deployment late = house.trigger();
    open.countDown();
    stopping.join();

    assertThat(house.stored(deployment).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(house.stored(late).status()).isEqualTo(DeploymentStatus.QUEUED);
    assertThat(house.job(late).attempt()).isZero();
  }

  @Test
  void a_build_that_takes_longer_is_handed_back_and_another_worker_finishes_it() {
    house.builder.next(house.builder.blockingUntilCancelled());
    ClickDeploy first = house.worker();
    Deployment deployment = house.trigger();
    house.awaitBuilding(1);

    first.workers().stop(Duration.ZERO, House.WORK.stopHard());

    assertThat(house.stored(deployment).status()).isEqualTo(DeploymentStatus.QUEUED);
    assertThat(house.stored(deployment).phase()).isNull();
    assertThat(house.job(deployment).status()).isEqualTo(JobStatus.QUEUED);
    assertThat(house.job(deployment).attempt()).isZero();
    assertThat(house.log(deployment).getLast()).contains("this worker stops");
    assertThat(house.sources.openTrees()).isZero();
    assertThat(house.events.events(Event.JobEnded.class).getFirst().outcome())
        .isEqualTo("handed back");
    house.worker();
    assertThat(house.ended(deployment).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(house.job(deployment).attempt()).isEqualTo(1);
  }

  @Test
  void a_handed_back_build_that_was_asked_to_cancel_is_cancelled() {
    CountDownLatch deaf = new CountDownLatch(1);
    house.builder.next(
        (request, events, cancellation) -> {
          house.world.signals().loseSignals();
          house.cancel(
              house
                  .api
                  .deployments()
                  .list(Scope.of(house.organization.id()), house.service.id(), 1, null)
                  .getFirst());
          deaf.countDown();
          await().until(cancellation::isCancelled);
          throw new CancellationException("cancelled");
        });
    ClickDeploy first = house.worker();
    Deployment deployment = house.trigger();
    await().until(() -> deaf.getCount() == 0);

    first.workers().stop(Duration.ZERO, House.WORK.stopHard());

    house.worker();
    assertThat(house.ended(deployment).status()).isEqualTo(DeploymentStatus.CANCELLED);
    assertThat(house.job(deployment).status()).isEqualTo(JobStatus.CANCELLED);
  }

  @Test
  void no_thread_and_no_listener_is_left_and_closing_twice_does_nothing() {
    house.builder.next(house.builder.blockingUntilCancelled());
    ClickDeploy node = house.worker();
    Deployment deployment = house.trigger();
    house.awaitBuilding(1);
    assertThat(LiveThreads.ofClickDeploy())
        .anyMatch(line -> line.contains("click-deploy-claim"))
        .anyMatch(line -> line.contains("click-deploy-job-"))
        .anyMatch(line -> line.contains("click-deploy-scribe"));

    node.workers().stop(Duration.ZERO, House.WORK.stopHard());
    node.close();
    node.close();

    assertThat(LiveThreads.ofClickDeploy()).isEmpty();
    assertThat(house.world.signals().listeners()).isZero();
    assertThat(node.workers().running()).isZero();
    assertThat(house.stored(deployment).status()).isEqualTo(DeploymentStatus.QUEUED);
  }

  @Test
  void an_interrupted_stop_hands_back_at_once_and_stays_interrupted() throws Exception {
    house.builder.next(house.builder.blockingUntilCancelled());
    ClickDeploy node = house.worker();
    Deployment deployment = house.trigger();
    house.awaitBuilding(1);
    boolean[] interrupted = new boolean[1];
    Thread stopping =
        Thread.ofPlatform()
            .start(
                () -> {
                  node.workers().stop(Duration.ofHours(1), House.WORK.stopHard());
                  interrupted[0] = Thread.currentThread().isInterrupted();
                });
    await().until(() -> house.world.signals().listeners() == 0);

    stopping.interrupt();
    stopping.join();

    assertThat(interrupted[0]).isTrue();
    assertThat(house.stored(deployment).status()).isEqualTo(DeploymentStatus.QUEUED);
    assertThat(LiveThreads.ofClickDeploy()).isEmpty();
  }

  @Test
  void workers_can_be_started_again_and_starting_twice_does_nothing() {
    ClickDeploy node = house.worker();
    node.start();
    node.close();
    Deployment deployment = house.trigger();

    node.start();

    assertThat(house.ended(deployment).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(house.world.signals().listeners()).isEqualTo(1);
  }

  @Test
  void without_workers_nothing_is_claimed_and_no_thread_runs() {
    house.api.start();
    Deployment deployment = house.trigger();

    assertThat(LiveThreads.ofClickDeploy()).isEmpty();
    assertThat(house.world.signals().listeners()).isZero();
    house.api.close();
    assertThat(house.stored(deployment).status()).isEqualTo(DeploymentStatus.QUEUED);
  }
}
