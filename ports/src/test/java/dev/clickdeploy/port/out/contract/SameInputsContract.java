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
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.DeploymentStore;
import dev.clickdeploy.port.out.ServiceStore;
import dev.clickdeploy.port.out.ServiceStore.Change;
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

  private Service stored() {
    return stores().services().load(service.id()).orElseThrow();
  }

  @Test
  void a_service_knows_what_its_current_image_is_made_of() {
    assertThat(stored().materials()).isNull();
    DeploymentId first = started(service, MADE_OF, 0).id();
    assertThat(stored().materials()).isEqualTo(MADE_OF.materials());

    Provenance other = new Provenance("b".repeat(40), digest(4), digest(5), first);
    started(service, other, 1);

    Scope scope = Scope.of(service.organization());
    assertThat(stored().materials()).isEqualTo(other.materials());
    assertThat(stores().services().find(scope, service.id())).contains(stored());
    assertThat(stores().services().list(scope, service.project())).contains(stored());
    assertThat(stores().services().list(scope, null, 10, null)).contains(stored());
    assertThat(stores().services().findByRepository(service.repository().identity()))
        .extracting(ServiceStore.PushTarget::service)
        .contains(stored());
  }

  @Test
  void a_service_whose_image_nobody_knows_the_inputs_of_has_the_image_alone() {
    started(service, MADE_OF, 0);
    Deployment queued = given.deployment(service, given.now().plusSeconds(1), 3);
    Claim claim = Given.claimOf(given.claimOne());
    Deployment running = queued.started(given.now());
    assertThat(deployments().update(claim, running)).isTrue();
    assertThat(deployments().finish(claim, running.succeeded(IMAGE, given.now()))).isTrue();

    assertThat(stored().image()).contains(IMAGE);
    assertThat(stored().materials()).isNull();
  }

  @Test
  void a_change_of_a_service_keeps_what_its_image_is_made_of() {
    started(service, MADE_OF, 0);

    Change changed =
        stores()
            .services()
            .change(Scope.of(service.organization()), service.id(), target -> target);

    assertThat(changed).isEqualTo(new Change.Changed(stored()));
    assertThat(stored().materials()).isEqualTo(MADE_OF.materials());
  }
}
