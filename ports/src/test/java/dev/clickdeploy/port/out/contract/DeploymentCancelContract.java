package dev.clickdeploy.port.out.contract;

import static dev.clickdeploy.port.out.contract.Given.LEASE;
import static dev.clickdeploy.port.out.contract.Given.claimOf;
import static dev.clickdeploy.port.out.contract.Given.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobId;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.DeploymentStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The part of {@link DeploymentStoreContract} about cancelling and about jobs that ended alone. */
public abstract class DeploymentCancelContract {
  private static final Backoff NO_WAIT = new Backoff(Duration.ZERO, Duration.ZERO);

  Given given;
  Service service;

  /** The stores under test, the same ones during one test. */
  protected abstract Stores stores();

  @BeforeEach
  void start() {
    given = new Given(stores());
    service = given.service();
  }

  final DeploymentStore deployments() {
    return stores().deployments();
  }

  final Deployment stored(Deployment deployment) {
    return deployments().load(deployment.id()).orElseThrow();
  }

  final Job job(JobId id) {
    return stores().jobControl().get(id).orElseThrow();
  }

  /** The deployment as the worker that holds the claim began it. */
  final Deployment begun(Claim claim, Deployment deployment) {
    Deployment running = deployment.started(given.now()).entered(Phase.FETCHING, given.now());
    assertThat(deployments().update(claim, running)).isTrue();
    return running;
  }

  final void loseWorker() {
    stores().advanceClock(LEASE.plusSeconds(1));
    stores().jobs().rescue();
  }

  private DeploymentStatus requestCancel(Deployment deployment) {
    return deployments()
        .requestCancel(Scope.of(service.organization()), deployment.id(), given.now())
        .orElseThrow()
        .status();
  }

  private List<Deployment> reconcileMine(Deployment deployment) {
    return deployments().reconcile(given.now()).stream()
        .filter(changed -> changed.id().equals(deployment.id()))
        .toList();
  }

  @Test
  void a_queued_deployment_and_its_job_are_cancelled_at_once() {
    Deployment deployment = given.deployment(service);
    assertThat(requestCancel(deployment)).isEqualTo(DeploymentStatus.CANCELLED);
    assertThat(stored(deployment).finishedAt()).isNotNull();
    assertThat(given.claim(1)).isEmpty();
  }

  @Test
  void a_deployment_cancelled_between_claim_and_start_never_starts() {
    Deployment deployment = given.deployment(service);
    Claim claim = claimOf(given.claimOne());
    assertThat(requestCancel(deployment)).isEqualTo(DeploymentStatus.CANCELLED);
    assertThat(job(claim.job()).status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(deployments().update(claim, deployment.started(given.now()))).isFalse();
    assertThat(stored(deployment).status()).isEqualTo(DeploymentStatus.CANCELLED);
  }

  @Test
  void a_running_deployment_is_cancelling_until_its_worker_has_stopped() {
    Deployment deployment = given.deployment(service);
    Claim claim = claimOf(given.claimOne());
    Deployment running = begun(claim, deployment);
    assertThat(requestCancel(deployment)).isEqualTo(DeploymentStatus.CANCELLING);
    assertThat(stored(deployment).status()).isEqualTo(DeploymentStatus.CANCELLING);
    assertThat(job(claim.job()).status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(job(claim.job()).cancelRequested()).isTrue();
    assertThat(requestCancel(deployment)).isEqualTo(DeploymentStatus.CANCELLING);
    assertThat(deployments().finish(claim, running.cancelled(given.now()))).isTrue();
    assertThat(stored(deployment).status()).isEqualTo(DeploymentStatus.CANCELLED);
    assertThat(job(claim.job()).status()).isEqualTo(JobStatus.CANCELLED);
  }

  @Test
  void an_update_by_a_worker_that_has_not_heard_keeps_the_request_to_cancel() {
    Deployment deployment = given.deployment(service);
    Claim claim = claimOf(given.claimOne());
    Deployment running = begun(claim, deployment);
    requestCancel(deployment);
    assertThat(deployments().update(claim, running.entered(Phase.PLANNING, given.now()))).isTrue();
    assertThat(stored(deployment).status()).isEqualTo(DeploymentStatus.CANCELLING);
    assertThat(stored(deployment).phase()).isEqualTo(Phase.PLANNING);
  }

  @Test
  void a_deployment_that_was_verified_before_the_request_came_has_succeeded() {
    Deployment deployment = given.deployment(service);
    Claim claim = claimOf(given.claimOne());
    Deployment running = begun(claim, deployment);
    requestCancel(deployment);
    assertThat(deployments().finish(claim, running.succeeded(image("one"), given.now()))).isTrue();
    assertThat(stored(deployment).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(job(claim.job()).status()).isEqualTo(JobStatus.COMPLETED);
  }

  @Test
  void an_ended_deployment_stays_as_it_is() {
    Deployment deployment = given.deployment(service);
    Claim claim = claimOf(given.claimOne());
    Deployment ended = begun(claim, deployment).succeeded(image("one"), given.now());
    deployments().finish(claim, ended);
    assertThat(
            deployments()
                .requestCancel(Scope.of(service.organization()), deployment.id(), given.now()))
        .contains(ended);
    assertThat(stored(deployment)).isEqualTo(ended);
  }

  @Test
  void another_organization_cancels_nothing() {
    Deployment deployment = given.deployment(service);
    assertThat(
            deployments()
                .requestCancel(Scope.of(given.organization().id()), deployment.id(), given.now()))
        .isEmpty();
    assertThat(
            deployments()
                .requestCancel(
                    Scope.of(service.organization()),
                    DeploymentId.next(stores()::now),
                    given.now()))
        .isEmpty();
    assertThat(stored(deployment)).isEqualTo(deployment);
  }

  @Test
  void a_deployment_whose_worker_died_is_queued_again() {
    Deployment deployment = given.deployment(service);
    begun(claimOf(given.claimOne()), deployment);
    loseWorker();
    List<Deployment> changed = reconcileMine(deployment);
    assertThat(changed).containsExactly(stored(deployment));
    assertThat(stored(deployment).status()).isEqualTo(DeploymentStatus.QUEUED);
    assertThat(stored(deployment).phase()).isNull();
    assertThat(reconcileMine(deployment)).isEmpty();
  }

  @Test
  void a_deployment_whose_attempt_will_be_retried_is_queued_again() {
    Deployment deployment = given.deployment(service);
    Claim claim = claimOf(given.claimOne());
    begun(claim, deployment);
    stores().jobs().fail(claim, "no network", true, NO_WAIT);
    assertThat(reconcileMine(deployment))
        .extracting(Deployment::status)
        .containsExactly(DeploymentStatus.QUEUED);
  }

  @Test
  void a_deployment_out_of_attempts_failed_as_infrastructure() {
    Deployment deployment = given.deployment(service, given.now(), 1);
    begun(claimOf(given.claimOne()), deployment);
    loseWorker();
    assertThat(reconcileMine(deployment)).hasSize(1);
    assertThat(stored(deployment).status()).isEqualTo(DeploymentStatus.FAILED);
    assertThat(stored(deployment).failure())
        .extracting(Failure::type)
        .isEqualTo(FailureClass.INFRASTRUCTURE);
    assertThat(stored(deployment).phase()).isEqualTo(Phase.FETCHING);
  }

  @Test
  void a_cancelling_deployment_whose_worker_died_is_cancelled() {
    Deployment deployment = given.deployment(service);
    begun(claimOf(given.claimOne()), deployment);
    requestCancel(deployment);
    loseWorker();
    assertThat(reconcileMine(deployment))
        .extracting(Deployment::status)
        .containsExactly(DeploymentStatus.CANCELLED);
  }

  @Test
  void a_deployment_whose_queued_job_was_cancelled_is_cancelled() {
    Deployment deployment = given.deployment(service);
    Claim claim = claimOf(given.claimOne());
    begun(claim, deployment);
    stores().jobs().release(claim);
    requestCancel(deployment);
    deployments().reconcile(given.now());
    assertThat(stored(deployment).status()).isEqualTo(DeploymentStatus.CANCELLED);
    assertThat(job(claim.job()).status()).isEqualTo(JobStatus.CANCELLED);
  }

  @Test
  void what_is_in_line_with_its_job_is_left_alone() {
    Deployment running = given.deployment(service);
    begun(claimOf(given.claimOne()), running);
    Deployment waiting = given.deployment(service);
    assertThat(deployments().reconcile(given.now()))
        .extracting(Deployment::id)
        .doesNotContain(running.id(), waiting.id());
  }
}
