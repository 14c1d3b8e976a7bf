package dev.clickdeploy.core.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.core.House;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.out.EventSink.Event;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Images are deleted while others return to them, reuse them, or make equal ones. */
class RetentionRacesTest {
  private final Shelf shelf = new Shelf();
  private final House house = shelf.house;

  @AfterEach
  void close() {
    shelf.close();
  }

  private int builds() {
    return house.builder.requests().size();
  }

  @Test
  void an_image_that_is_deleted_between_the_look_and_the_tag_is_built() {
    house.worker();
    Deployment first = shelf.deployed("A");
    house.registry.images().beforeTag(() -> house.registry.images().delete(first.image(), null));

    Deployment second = shelf.deployed("A");

    assertThat(builds()).isEqualTo(2);
    assertThat(second.provenance().reusedFrom()).isNull();
    assertThat(shelf.has(second)).isTrue();
  }

  @Test
  void nothing_is_deleted_while_a_deployment_may_have_found_it() {
    house.worker();
    Deployment first = shelf.deployed("A");
    shelf.deployed("B");
    house.registry.images().beforeTag(() -> shelf.tidy(1));

    Deployment third = shelf.deployed("A");
    assertThat(third.provenance().reusedFrom()).isEqualTo(first.id());
    assertThat(house.events.events(Event.ImageDeleted.class)).isEmpty();

    shelf.tidy(1);
    assertThat(shelf.has(third)).isTrue();
    assertThat(house.events.events(Event.ImageDeleted.class)).hasSize(1);
  }

  @Test
  void nothing_is_deleted_while_something_waits_or_is_built() {
    Deployment waiting = house.trigger();
    house.worker();
    shelf.succeeded(waiting);
    Deployment first = shelf.deployed("A");
    shelf.deployed("B");
    CountDownLatch goOn = new CountDownLatch(1);
    house.builder.next(house.builder.blockingUntil(goOn, house.builder.succeeding()));
    shelf.push("C");
    Deployment running = house.trigger();
    house.awaitBuilding(1);

    shelf.tidy(1);
    assertThat(shelf.has(first)).isTrue();
    goOn.countDown();
    shelf.succeeded(running);
    shelf.tidy(1);

    assertThat(shelf.has(first)).isFalse();
  }

  @Test
  void a_deleted_image_is_not_reused_but_built_again() {
    house.worker();
    Deployment first = shelf.deployed("A");
    shelf.deployed("B");
    shelf.tidy(1);

    Deployment again = shelf.deployed("A");

    assertThat(builds()).isEqualTo(3);
    assertThat(again.provenance().reusedFrom()).isNull();
    assertThat(again.image().digest()).isEqualTo(first.image().digest());
    assertThat(shelf.has(again)).isTrue();
    shelf.tidy(1);
    assertThat(shelf.has(again)).isTrue();
  }

  @Test
  void there_is_no_way_back_to_a_deleted_image_and_the_refusal_says_how_to_go_on() {
    house.worker();
    Deployment first = shelf.deployed("A");
    shelf.deployed("B");
    shelf.tidy(1);

    assertThatThrownBy(() -> house.rollBack(first))
        .isInstanceOfSatisfying(
            RequestException.class,
            e -> assertThat(e.reason()).isEqualTo(RequestException.Reason.CONFLICT))
        .hasMessageContaining("the image of deployment " + first.id() + " is not kept any longer")
        .hasMessageContaining("redeploy " + first.id() + " instead");
  }

  @Test
  void a_rollback_that_is_queued_just_after_its_image_was_taken_fails_and_says_so() {
    house.worker();
    Deployment first = shelf.deployed("A");
    Deployment second = shelf.deployed("B");
    // the request has been looked at by then
    house.storage.before("create", () -> shelf.tidy(1));

    Deployment ended = house.ended(house.rollBack(first));

    assertThat(ended.status()).isEqualTo(DeploymentStatus.FAILED);
    assertThat(ended.failure().type()).isEqualTo(FailureClass.REGISTRY);
    assertThat(ended.failure().message())
        .contains(first.image().digest().value())
        .endsWith("is not kept any longer and was deleted from the registry");
    assertThat(ended.failure().mend()).startsWith("redeploy deployment " + first.id());
    assertThat(shelf.has(second)).isTrue();
  }

  @Test
  void an_image_equal_to_one_that_is_being_deleted_is_built_again_afterwards() {
    Backoff pause = new Backoff(Duration.ofMinutes(1), Duration.ofMinutes(1));
    house.worker(House.work(2, Duration.ofSeconds(6), pause, Duration.ofMinutes(1)));
    Deployment first = shelf.deployed("A");
    shelf.deployed("B");
    AtomicBoolean once = new AtomicBoolean(true);
    house
        .registry
        .images()
        .beforeDelete(
            () -> {
              if (once.getAndSet(false)) {
                shelf.push("A");
                Deployment equal = house.trigger();
                await().until(() -> isRefused(equal));
              }
            });

    shelf.tidy(1);
    house.clock.advance(Duration.ofMinutes(1));

    Deployment equal =
        house
            .world
            .deployments()
            .list(Scope.of(house.organization.id()), house.service.id(), 1, null)
            .getFirst();
    Deployment ended = shelf.succeeded(equal);
    assertThat(ended.attempt()).isEqualTo(2);
    assertThat(ended.image().digest()).isEqualTo(first.image().digest());
    assertThat(shelf.has(ended)).isTrue();
  }

  private boolean isRefused(Deployment deployment) {
    return house.log(deployment).stream()
        .anyMatch(
            line -> line.contains("is being deleted from the registry just now; trying again"));
  }
}
