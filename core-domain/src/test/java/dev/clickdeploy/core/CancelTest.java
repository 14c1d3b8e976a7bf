package dev.clickdeploy.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.image.RegistryLogin;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.ImageCatalog;
import dev.clickdeploy.port.out.ImageRegistry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancelTest {
  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  private Deployment building() {
    house.builder.next(house.builder.blockingUntilCancelled());
    Deployment deployment = house.trigger();
    house.awaitBuilding(1);
    return deployment;
  }

  private void assertCancelled(Deployment deployment) {
    Deployment ended = house.ended(deployment);
    assertThat(ended.status()).isEqualTo(DeploymentStatus.CANCELLED);
    assertThat(ended.image()).isNull();
    assertThat(house.job(deployment).status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(house.log(deployment).getLast()).isEqualTo("cancelled");
    assertThat(house.registry.manifests()).isEmpty();
    assertThat(house.sources.openTrees()).isZero();
    await().until(() -> house.builder.running() == 0);
  }

  @Test
  void a_queued_deployment_that_is_cancelled_never_starts() {
    Deployment cancelled = house.trigger();
    house.cancel(cancelled);
    house.worker();

    assertThat(house.ended(house.trigger()).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(house.builder.requests()).hasSize(1);
    assertThat(house.log(cancelled)).isEmpty();
  }

  @Test
  void a_running_build_is_stopped_by_another_process_and_pushes_nothing() {
    house.worker();
    Deployment deployment = building();

    assertThat(house.cancel(deployment).status()).isIn(DeploymentStatus.CANCELLING);

    assertCancelled(deployment);
    await()
        .untilAsserted(
            () ->
                assertThat(house.events.events(Event.DeploymentChanged.class))
                    .extracting(Event.DeploymentChanged::status)
                    .containsExactlyInAnyOrder(
                        DeploymentStatus.QUEUED,
                        DeploymentStatus.RUNNING,
                        DeploymentStatus.CANCELLING,
                        DeploymentStatus.CANCELLED));
  }

  @Test
  void a_lost_signal_is_made_up_for_by_the_next_heartbeat() {
    house.world.signals().loseSignals();
    house.worker();
    Deployment deployment = building();

    house.cancel(deployment);

    assertCancelled(deployment);
  }

  @Test
  void a_build_that_finishes_although_it_was_cancelled_is_cancelled() {
    house.builder.next(
        (request, events, cancellation) -> {
          Deployment running =
              house
                  .api
                  .deployments()
                  .list(Scope.of(house.organization.id()), house.service.id(), 1, null)
                  .getFirst();
          house.cancel(running);
          await().until(cancellation::isCancelled);
          return house.builder.succeeding().run(request, events, new Cancellation());
        });
    house.worker();

    Deployment ended = house.ended(house.trigger());

    assertThat(ended.status()).isEqualTo(DeploymentStatus.CANCELLED);
    assertThat(house.service("other", null).image()).isEmpty();
  }

  @Test
  void a_build_that_was_verified_before_the_request_came_has_succeeded() {
    ImageRegistry cancelling = new CancellingRegistry();
    ClickDeploy node = house.parts().registry(cancelling).work(House.WORK).build();
    node.start();
    try (node) {
      Deployment ended = house.ended(house.trigger());

      assertThat(ended.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
      assertThat(house.job(ended).status()).isEqualTo(JobStatus.COMPLETED);
    }
  }

  @Test
  void a_cancelled_push_can_be_deployed_again_under_the_same_key() {
    house.worker();
    house.builder.next(house.builder.blockingUntilCancelled());
    Deployment first = house.trigger(null, "key");
    house.awaitBuilding(1);
    house.cancel(first);
    house.ended(first);

    Deployment second = house.trigger(null, "key");

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(house.ended(second).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
  }

  /** Somebody asks to cancel while the manifest is read back. */
  private final class CancellingRegistry implements ImageRegistry {
    @Override
    public ImageReference reference(Name organization, Name project, Service service, String tag) {
      return house.registry.reference(organization, project, service, tag);
    }

    @Override
    public List<RegistryLogin> logins() {
      return house.registry.logins();
    }

    @Override
    public Optional<ImageManifest> manifest(
        ImageReference reference, @Nullable RegistryLogin login) {
      Deployment running =
          house
              .api
              .deployments()
              .list(Scope.of(house.organization.id()), house.service.id(), 1, null)
              .getFirst();
      assertThat(house.cancel(running).status()).isEqualTo(DeploymentStatus.CANCELLING);
      return house.registry.manifest(reference);
    }

    @Override
    public Optional<ImageManifest> manifest(PushedImage image, @Nullable RegistryLogin login) {
      return house.registry.manifest(image);
    }

    @Override
    public void prepare(ImageReference reference, @Nullable RegistryLogin login) {
      house.registry.prepare(reference, login);
    }

    @Override
    public ImageCatalog images() {
      return house.registry.images();
    }

    @Override
    public void check() {
      house.registry.check();
    }
  }
}
