package dev.clickdeploy.port.out.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.Provenance;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.port.out.DeploymentStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DeploymentStore} promises of what images are made of. */
public abstract class SameInputsContract {
  private static final Provenance MADE_OF =
      new Provenance("a".repeat(40), digest(1), digest(2), null);
  private static final PushedImage IMAGE =
      new PushedImage(ImageReference.parse("registry.test/a/b:1"), digest(3));

  private Given given;
  private Service service;

  /** The stores under test, the same ones during one test. */
  protected abstract Stores stores();

  @BeforeEach
  void start() {
    given = new Given(stores());
    service = given.service();
  }

  private static ImageDigest digest(int content) {
    return ImageDigest.of(new byte[] {(byte) content});
  }

  private DeploymentStore deployments() {
    return stores().deployments();
  }

  /** Created so many seconds from now: those of one moment have no order. */
  private Deployment started(Service of, Provenance provenance, int seconds) {
    Deployment queued = given.deployment(of, given.now().plusSeconds(seconds), 3);
    Claim claim = Given.claimOf(given.claimOne());
    Deployment started = queued.started(given.now()).madeOf(provenance);
    assertThat(deployments().update(claim, started)).isTrue();
    assertThat(deployments().load(queued.id())).contains(started);
    assertThat(deployments().finish(claim, started.succeeded(IMAGE, given.now()))).isTrue();
    return deployments().load(queued.id()).orElseThrow();
  }

  @Test
  void what_an_image_is_made_of_is_kept() {
    DeploymentId earlier = started(service, MADE_OF, 0).id();

    assertThat(started(service, MADE_OF.reusing(earlier), 1).provenance())
        .isEqualTo(MADE_OF.reusing(earlier));
  }

  @Test
  void the_newest_of_the_same_inputs_is_found_in_the_service_only() {
    started(service, MADE_OF, 0);
    Deployment newest = started(service, MADE_OF, 1);
    started(given.service(), MADE_OF, 2);

    assertThat(deployments().sameInputs(service.id(), MADE_OF.inputs())).contains(newest);
    assertThat(deployments().sameInputs(service.id(), digest(9))).isEmpty();
  }

  @Test
  void what_did_not_succeed_made_no_image() {
    Deployment queued = given.deployment(service);
    Claim claim = Given.claimOf(given.claimOne());
    deployments().update(claim, queued.started(given.now()).madeOf(MADE_OF));

    assertThat(deployments().sameInputs(service.id(), MADE_OF.inputs())).isEmpty();
  }
}
