package dev.clickdeploy.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.PortException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The database is out of reach for a while. */
class OutageTest {
  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  private void awaitRefused(int more) {
    int before = house.storage.refused();
    await().until(() -> house.storage.refused() >= before + more);
  }

  @Test
  void idle_workers_survive_it_and_tell_the_operator() {
    house.worker();
    house.storage.breakDown();
    awaitRefused(3);
    assertThat(house.events.events(Event.Trouble.class))
        .isNotEmpty()
        .allSatisfy(trouble -> assertThat(trouble.cause()).isInstanceOf(PortException.class));

    house.storage.repair();

    Deployment deployment = house.trigger();
    assertThat(house.ended(deployment).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
  }

  @Test
  void a_build_goes_on_and_its_log_is_written_when_it_is_over() {
    CountDownLatch told = new CountDownLatch(1);
    house.builder.next(
        (request, events, cancellation) -> {
          house.storage.breakVerb("append");
          events.accept(new BuildEvent.Output(1, house.clock.instant(), false, "in the dark"));
          awaitRefused(2);
          house.storage.repair();
          told.countDown();
          return house.builder.succeeding().run(request, events, cancellation);
        });
    house.worker();

    Deployment ended = house.ended(house.trigger());

    assertThat(told.getCount()).isZero();
    assertThat(ended.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(house.log(ended)).containsOnlyOnce("#1 in the dark");
    assertThat(house.job(ended).attempt()).isEqualTo(1);
    assertThat(house.events.events(Event.Trouble.class))
        .singleElement()
        .satisfies(trouble -> assertThat(trouble.what()).contains(ended.id().toString()));
  }

  @Test
  void output_beyond_what_can_be_kept_meanwhile_is_dropped_and_the_log_says_so() {
    house.builder.next(
        (request, events, cancellation) -> {
          house.storage.breakVerb("append");
          for (int i = 0; i < 21_000; i++) {
            events.accept(new BuildEvent.Output(1, house.clock.instant(), false, "line " + i));
          }
          house.storage.repair();
          return house.builder.succeeding().run(request, events, cancellation);
        });
    house.worker();

    Deployment ended = house.ended(house.trigger());

    assertThat(house.log(ended))
        .contains("#1 line 0", "#1 done in 1 s")
        .doesNotContain("#1 line 20999")
        .anyMatch(line -> line.matches("[0-9]{3,4} lines of output were dropped.*"));
  }

  @Test
  void an_end_that_cannot_be_written_at_once_is_written_later() {
    house.storage.breakVerb("finish");
    house.worker();
    Deployment deployment = house.trigger();
    awaitRefused(2);

    house.storage.repair();

    assertThat(house.ended(deployment).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(house.job(deployment).attempt()).isEqualTo(1);
    assertThat(house.builder.requests()).hasSize(1);
  }

  @Test
  void a_lease_that_cannot_be_extended_stops_the_build_before_it_ends() {
    house.builder.next(house.builder.blockingUntilCancelled());
    house.worker(
        House.work(1, Duration.ofSeconds(3), House.WORK.backoff(), House.WORK.buildTimeout()));
    Deployment deployment = house.trigger();
    house.awaitBuilding(1);

    house.storage.breakDown();

    await().until(() -> house.events.events(Event.ClaimLost.class).size() == 1);
    assertThat(house.builder.running()).isZero();
    house.storage.repair();
    house.clock.advance(Duration.ofSeconds(4));
    assertThat(house.ended(deployment).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(house.job(deployment).attempt()).isEqualTo(2);
  }
}
