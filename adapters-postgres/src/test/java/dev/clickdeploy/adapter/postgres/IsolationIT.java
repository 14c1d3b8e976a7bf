package dev.clickdeploy.adapter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.PortException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Organizations see and reach nothing of each other, by reading or by writing. */
class IsolationIT {
  @RegisterExtension static final TestDatabase DATABASE = TestDatabase.migrated();
  private Postgres postgres;
  private Service service;
  private Service foreign;
  private Scope stranger;

  @BeforeEach
  void start() throws Exception {
    postgres = DATABASE.postgres();
    service = new Rows(postgres).service();
    foreign = new Rows(postgres).service();
    stranger = Scope.of(foreign.organization());
  }

  private Deployment deployment(Service of) {
    Deployment deployment = Rows.newDeployment(of.organization(), of.id());
    postgres.deployments().create(deployment, job(deployment));
    return deployment;
  }

  private static NewJob job(Deployment deployment) {
    return Rows.newJob(deployment.organization(), Rows.newKind(), deployment.id().toString(), 1);
  }

  @Test
  void a_strangers_ids_find_nothing() {
    Deployment deployment = deployment(service);
    assertThat(postgres.tenants().project(stranger, service.project())).isEmpty();
    assertThat(postgres.services().find(stranger, service.id())).isEmpty();
    assertThat(postgres.services().list(stranger, service.project())).isEmpty();
    assertThat(postgres.deployments().find(stranger, deployment.id())).isEmpty();
    assertThat(postgres.deployments().list(stranger, service.id(), 10, null)).isEmpty();
  }

  @Test
  void a_stranger_cancels_nothing() {
    Deployment deployment = deployment(service);
    assertThat(postgres.deployments().requestCancel(stranger, deployment.id(), Rows.now()))
        .isEmpty();
    assertThat(postgres.deployments().load(deployment.id()).orElseThrow().status())
        .isEqualTo(DeploymentStatus.QUEUED);
  }

  @Test
  void a_listing_does_not_tell_when_a_strangers_deployment_was_created() {
    deployment(service);
    Deployment later = deployment(foreign);
    assertThat(
            postgres
                .deployments()
                .list(Scope.of(service.organization()), service.id(), 10, later.id()))
        .isEmpty();
  }

  @Test
  void nothing_can_be_hung_below_a_strangers_row() {
    Service below =
        Rows.newService(stranger.organization(), service.project(), "https://git.test/a/b");
    assertThatThrownBy(() -> postgres.services().create(below, Rows.SECRETS))
        .isInstanceOf(PortException.class)
        .hasMessageContaining("refused");
    Deployment deployment = Rows.newDeployment(stranger.organization(), service.id());
    NewJob job = job(deployment);
    assertThatThrownBy(() -> postgres.deployments().create(deployment, job))
        .isInstanceOf(PortException.class);
    assertThat(postgres.deployments().load(deployment.id())).isEmpty();
    assertThat(postgres.jobControl().get(job.id())).isEmpty();
  }
}
