package dev.clickdeploy.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.core.House;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.PortException;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way back to an image that was built before. */
class RollbackTest {
  private final House house = new House();
  private Deployment first;

  @AfterEach
  void close() {
    house.close();
  }

  @BeforeEach
  void build() {
    house.worker();
    first = built();
  }

  /** Each time another tree under the same commit, so that another image gets the same tag. */
  private Deployment built() {
    String content = "<h1>" + house.builder.requests().size() + "</h1>";
    house.push(InMemoryTree.of(Map.of("index.html", content)), "refs/heads/main");
    house.clock.advance(Duration.ofMinutes(1));
    Deployment ended = house.ended(house.trigger());
    assertThat(ended.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    return ended;
  }

  private PushedImage currentImage() {
    return current().currentImage();
  }

  private Service current() {
    return house.api.services().get(Scope.of(house.organization.id()), house.service.id());
  }

  private Deployment back(Deployment to) {
    house.clock.advance(Duration.ofMinutes(1));
    return house.rollBack(to);
  }

  @Test
  void the_earlier_image_is_current_again_without_a_build() {
    Deployment second = built();
    int builds = house.builder.requests().size();

    Deployment ended = house.ended(back(first));

    assertThat(ended.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(ended.image()).isEqualTo(first.image());
    assertThat(currentImage()).isEqualTo(first.image()).isNotEqualTo(second.image());
    assertThat(house.builder.requests()).hasSize(builds);
    assertThat(house.events.events(Event.BuildEnded.class)).hasSize(builds);
    assertThat(ended.origin().trigger()).isEqualTo(Trigger.ROLLBACK);
    assertThat(ended.origin().from()).isEqualTo(first.id());
    assertThat(ended.commit()).isEqualTo(first.commit());
    assertThat(ended.planSummary()).isEqualTo("copies everything");
    assertThat(ended.provenance()).isEqualTo(first.provenance().reusing(first.id()));
    assertThat(current().materials()).isEqualTo(first.provenance().materials());
    assertThat(ended.phaseTimes().begun()).containsOnlyKeys(Phase.VERIFYING);
    assertThat(house.job(ended).kind()).isEqualTo(JobKind.DEPLOY);
    assertThat(house.job(ended).status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void the_log_says_what_happened() {
    built();
    Deployment ended = house.ended(back(first));

    String sha = first.origin().sha().abbreviated();
    String pinned = first.image().reference().pinned(first.image().digest());
    assertThat(house.log(ended))
        .hasSize(3)
        .startsWith(
            "rolling back to deployment %s of %s “Say hello”; nothing is built"
                .formatted(first.id(), sha))
        .anySatisfy(line -> assertThat(line).startsWith("the registry has " + pinned + ", "))
        .endsWith("succeeded in 0 ms");
  }

  @Test
  void an_image_that_is_gone_fails_with_what_to_do_instead() {
    Deployment second = built();
    ImageManifest other = new ImageManifest(ImageDigest.of(new byte[] {1}), "test", 1);
    house.registry.forget(first.image());
    house.registry.push(first.image().reference(), other);

    Deployment ended = house.ended(back(first));

    assertThat(ended.status()).isEqualTo(DeploymentStatus.FAILED);
    assertThat(ended.failure().type()).isEqualTo(FailureClass.REGISTRY);
    assertThat(ended.failure().message())
        .contains(first.image().digest().value())
        .endsWith("is not in the registry any more");
    assertThat(ended.failure().hint())
        .contains(
            "redeploy deployment %s instead, which builds its commit %s again"
                .formatted(first.id(), first.origin().sha().abbreviated()));
    assertThat(currentImage()).isEqualTo(second.image());
    assertThat(ended.attempt()).isEqualTo(1);
  }

  @Test
  void a_registry_out_of_reach_is_asked_again() {
    built();
    house.registry.fail(
        new PortException(FailureClass.INFRASTRUCTURE, "nobody answers", "wait", null));
    Deployment rollback = back(first);
    await().until(() -> house.log(rollback).stream().anyMatch(l -> l.contains("attempt 1 of 3")));
    house.registry.fail(null);

    Deployment ended = house.ended(rollback);
    assertThat(ended.status()).isIn(DeploymentStatus.SUCCEEDED, DeploymentStatus.FAILED);
    assertThat(ended.attempt()).isGreaterThan(1);
  }

  @Test
  void a_build_that_was_queued_before_does_not_overtake_it() {
    built();
    house.clock.advance(Duration.ofMinutes(1));
    house.push(InMemoryTree.of(Map.of("index.html", "another")), "refs/heads/main");
    CountDownLatch open = new CountDownLatch(1);
    house.builder.next(house.builder.blockingUntil(open, house.builder.succeeding()));
    Deployment older = house.trigger();
    house.awaitBuilding(1);
    assertThat(house.ended(back(first)).status()).isEqualTo(DeploymentStatus.SUCCEEDED);

    open.countDown();

    assertThat(house.ended(older).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(currentImage()).isEqualTo(first.image());
  }

  @Test
  void it_wins_although_the_clock_of_whoever_built_last_was_ahead() {
    built();
    house.clock.advance(Duration.ofMinutes(-30));

    Deployment rollback = house.ended(house.rollBack(first));

    assertThat(rollback.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(currentImage()).isEqualTo(first.image());
  }

  @Test
  void a_build_that_is_asked_for_afterwards_does() {
    built();
    house.ended(back(first));

    Deployment newer = built();

    assertThat(currentImage()).isEqualTo(newer.image());
  }

  @Test
  void the_same_tree_deployed_afterwards_has_the_image_that_was_taken_back() {
    InMemoryTree tree = InMemoryTree.of(Map.of("index.html", "<h1>0</h1>"));
    built();
    Deployment back = house.ended(back(first));
    int builds = house.builder.requests().size();
    house.push(tree, "refs/heads/main");
    house.clock.advance(Duration.ofMinutes(1));

    Deployment newer = house.ended(house.trigger());

    assertThat(newer.image().digest()).isEqualTo(first.image().digest());
    assertThat(newer.provenance()).isEqualTo(first.provenance().reusing(back.id()));
    assertThat(house.builder.requests()).hasSize(builds);
  }

  @Test
  void it_can_be_cancelled_while_it_waits() {
    Deployment second = built();
    house.close();
    Deployment rollback = back(first);

    house.cancel(rollback);

    assertThat(house.stored(rollback).status()).isEqualTo(DeploymentStatus.CANCELLED);
    assertThat(house.job(rollback).status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(currentImage()).isEqualTo(second.image());
  }

  @Test
  void it_can_be_cancelled_while_the_registry_thinks() throws Exception {
    Deployment second = built();
    CountDownLatch open = new CountDownLatch(1);
    AtomicInteger asked = holdUp(open);
    Deployment rollback = back(first);
    await().until(() -> asked.get() == 1);

    assertThat(house.cancel(rollback).status()).isEqualTo(DeploymentStatus.CANCELLING);
    house.world.signals().awaitDelivery();
    open.countDown();

    assertThat(house.ended(rollback).status()).isEqualTo(DeploymentStatus.CANCELLED);
    assertThat(currentImage()).isEqualTo(second.image());
  }

  @Test
  void another_worker_takes_over_from_a_dead_one_whose_word_counts_no_more() {
    built();
    CountDownLatch open = new CountDownLatch(1);
    AtomicInteger asked = holdUp(open);
    Deployment rollback = back(first);
    await().until(() -> asked.get() == 1);

    house.clock.advance(House.WORK.lease().plusSeconds(1));
    Deployment ended = house.ended(rollback);
    open.countDown();

    await().until(() -> house.events.events(Event.ClaimLost.class).size() == 1);
    assertThat(ended.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(house.stored(rollback)).isEqualTo(ended);
    assertThat(ended.attempt()).isEqualTo(2);
    assertThat(house.log(rollback)).filteredOn(l -> l.startsWith("the registry has ")).hasSize(1);
    assertThat(currentImage()).isEqualTo(first.image());
  }

  /** The registry keeps the next one who asks for an image waiting. */
  private AtomicInteger holdUp(CountDownLatch open) {
    AtomicInteger asked = new AtomicInteger();
    house.registry.before(
        () -> {
          if (asked.incrementAndGet() == 1) {
            try {
              open.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        });
    return asked;
  }

  @Test
  void a_rollback_to_a_rollback_brings_back_what_that_brought() {
    built();
    Deployment rollback = house.ended(back(first));
    built();

    assertThat(house.ended(back(rollback)).image()).isEqualTo(first.image());
    assertThat(currentImage()).isEqualTo(first.image());
  }
}
