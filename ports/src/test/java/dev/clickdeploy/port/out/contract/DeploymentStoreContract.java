package dev.clickdeploy.port.out.contract;

import static dev.clickdeploy.port.out.contract.Given.claimOf;
import static dev.clickdeploy.port.out.contract.Given.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentFilter;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.Origin;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.deployment.Progress;
import dev.clickdeploy.model.deployment.SourceExcerpt;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.job.NewJob;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.DeploymentStore;
import dev.clickdeploy.port.out.DeploymentStore.Creation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every {@link DeploymentStore} promises. */
public abstract class DeploymentStoreContract extends DeploymentCancelContract {

  private Creation create(Deployment deployment) {
    return deployments().create(deployment, given.jobFor(deployment, 3));
  }

  private Deployment newDeployment(String key) {
    return given.newDeployment(service, key, given.now());
  }

  private Optional<PushedImage> currentImage() {
    return stores().services().load(service.id()).orElseThrow().image();
  }

  @Test
  void a_created_deployment_is_kept_as_given_together_with_its_job() {
    Deployment deployment = newDeployment(null);
    NewJob job = given.jobFor(deployment, 3);
    assertThat(deployments().create(deployment, job)).isEqualTo(new Creation.Created(deployment));
    assertThat(deployments().load(deployment.id())).contains(deployment);
    assertThat(deployments().find(Scope.of(service.organization()), deployment.id()))
        .contains(deployment);
    assertThat(stores().jobControl().get(job.id())).contains(Job.queued(job, given.now()));
  }

  @Test
  void a_deployment_of_another_organization_is_not_found() {
    Deployment deployment = given.deployment(service);
    assertThat(deployments().find(Scope.of(given.organization().id()), deployment.id())).isEmpty();
    assertThat(deployments().load(DeploymentId.next(stores()::now))).isEmpty();
  }

  @Test
  void a_deployment_is_seen_in_its_own_project_only() {
    Deployment deployment = given.deployment(service);
    OrganizationId organization = service.organization();
    Scope own = new Scope(organization, service.project());
    assertThat(deployments().find(own, deployment.id())).contains(deployment);
    assertThat(deployments().list(own, service.id(), 10, null)).containsExactly(deployment);

    Scope elsewhere = new Scope(organization, ProjectId.next(stores()::now));
    assertThat(deployments().find(elsewhere, deployment.id())).isEmpty();
    assertThat(deployments().list(elsewhere, service.id(), 10, null)).isEmpty();
    assertThat(deployments().requestCancel(elsewhere, deployment.id(), given.now())).isEmpty();
    assertThat(stored(deployment)).isEqualTo(deployment);
    assertThat(deployments().requestCancel(own, deployment.id(), given.now())).isPresent();
    Scope foreign = new Scope(given.organization().id(), service.project());
    assertThat(deployments().find(foreign, deployment.id())).isEmpty();
  }

  @Test
  void an_equal_key_of_one_service_makes_one_deployment() {
    Deployment first = newDeployment("key");
    create(first);
    Deployment second = newDeployment("key");
    NewJob job = given.jobFor(second, 3);
    assertThat(deployments().create(second, job)).isEqualTo(new Creation.Duplicate(first));
    assertThat(deployments().load(second.id())).isEmpty();
    assertThat(stores().jobControl().get(job.id())).isEmpty();
  }

  @Test
  void keys_of_different_services_and_absent_keys_do_not_meet() {
    create(newDeployment("key"));
    Service other = given.service();
    assertThat(create(given.newDeployment(other, "key", given.now())))
        .isInstanceOf(Creation.Created.class);
    assertThat(create(newDeployment(null))).isInstanceOf(Creation.Created.class);
    assertThat(create(newDeployment(null))).isInstanceOf(Creation.Created.class);
  }

  @Test
  void sixteen_threads_that_create_the_same_key_make_one_deployment() throws Exception {
    List<Creation> creations = InParallel.run(16, () -> create(newDeployment("key")));
    List<Creation> created = creations.stream().filter(Creation.Created.class::isInstance).toList();
    assertThat(created).hasSize(1);
    Deployment winner = ((Creation.Created) created.getFirst()).deployment();
    assertThat(creations)
        .filteredOn(Creation.Duplicate.class::isInstance)
        .hasSize(15)
        .allSatisfy(c -> assertThat(c).isEqualTo(new Creation.Duplicate(winner)));
    assertThat(deployments().list(Scope.of(service.organization()), service.id(), 100, null))
        .hasSize(1);
  }

  @Test
  void a_key_whose_deployment_failed_or_was_cancelled_can_be_used_again() {
    create(newDeployment("key"));
    Deployment cancelled = newDeployment("key");
    deployments()
        .requestCancel(
            Scope.of(service.organization()),
            deployments()
                .list(Scope.of(service.organization()), service.id(), 1, null)
                .getFirst()
                .id(),
            given.now());
    assertThat(create(cancelled)).isInstanceOf(Creation.Created.class);
    Claim claim = claimOf(given.claimOne());
    Failure failure = Failure.of(FailureClass.PLAN, "no app", null);
    deployments().finish(claim, begun(claim, cancelled).failed(failure, given.now()));
    assertThat(create(newDeployment("key"))).isInstanceOf(Creation.Created.class);
  }

  @Test
  void a_key_whose_deployment_succeeded_stays_used() {
    Deployment first = newDeployment("key");
    create(first);
    Claim claim = claimOf(given.claimOne());
    Deployment succeeded = begun(claim, first).succeeded(image("one"), given.now());
    deployments().finish(claim, succeeded);
    assertThat(create(newDeployment("key"))).isEqualTo(new Creation.Duplicate(succeeded));
  }

  @Test
  void a_listing_goes_from_new_to_old_in_pages() {
    List<Deployment> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Instant createdAt = given.now().minus(Duration.ofMinutes(10 - i));
      newestFirst.addFirst(given.deployment(service, createdAt, 3));
    }
    given.deployment(given.service());
    assertThat(deployments().list(Scope.of(service.organization()), service.id(), 100, null))
        .isEqualTo(newestFirst);
    assertThat(deployments().list(Scope.of(service.organization()), service.id(), 2, null))
        .isEqualTo(newestFirst.subList(0, 2));
    assertThat(
            deployments()
                .list(Scope.of(service.organization()), service.id(), 2, newestFirst.get(1).id()))
        .isEqualTo(newestFirst.subList(2, 4));
    assertThat(
            deployments()
                .list(Scope.of(service.organization()), service.id(), 2, newestFirst.get(4).id()))
        .isEmpty();
    assertThat(deployments().list(Scope.of(given.organization().id()), service.id(), 100, null))
        .isEmpty();
  }

  @Test
  void every_part_of_a_deployment_is_kept() {
    Deployment deployment = given.deployment(service);
    Claim claim = claimOf(given.claimOne());
    Commit commit = new Commit(Given.SHA, "Say hällo\n\nBody", "Ada", given.now());
    Deployment next =
        begun(claim, deployment)
            .with(commit)
            .entered(Phase.PLANNING, given.now().plusSeconds(1))
            .planned("Node.js 24 with npm")
            .entered(Phase.BUILDING, given.now().plusSeconds(2))
            .with(new Progress(7, 3, 2));
    assertThat(deployments().update(claim, next)).isTrue();
    assertThat(stored(deployment)).isEqualTo(next);
    Failure failure =
        new Failure(FailureClass.BUILD_STEP, "npm failed", "mend it", List.of("a", "b"))
            .at(new SourceExcerpt("Dockerfile", 7, "RUN npm ci && \\\n  false"));
    Deployment failed = next.failed(failure, given.now().plusSeconds(3));
    assertThat(deployments().finish(claim, failed)).isTrue();
    assertThat(stored(deployment)).isEqualTo(failed);
    assertThat(job(claim.job()).status()).isEqualTo(JobStatus.FAILED);
    assertThat(currentImage()).isEmpty();
  }

  @Test
  void what_was_asked_for_is_kept() {
    Deployment plain = newDeployment(null);
    Origin asked = new Origin(Trigger.API, new GitRef("v1"), Given.SHA, "key", true);
    Deployment anew =
        Deployment.queued(
            DeploymentId.next(stores()::now),
            service.organization(),
            service.id(),
            asked,
            null,
            given.now());
    create(plain);
    create(anew);
    assertThat(stored(anew).origin()).isEqualTo(asked);
    assertThat(stored(plain).origin().noCache()).isFalse();
  }

  @Test
  void what_a_deployment_came_from_is_kept() {
    Deployment first = given.deployment(service);
    Origin asked =
        new Origin(
            Trigger.ROLLBACK, new GitRef("refs/heads/main"), Given.SHA, null, false, first.id());
    Deployment rollback =
        Deployment.queued(
            DeploymentId.next(stores()::now),
            service.organization(),
            service.id(),
            asked,
            null,
            given.now());
    create(rollback);
    assertThat(stored(rollback).origin()).isEqualTo(asked);
    assertThat(stored(first).origin().from()).isNull();
  }

  @Test
  void attempts_are_counted_and_their_workers_named() {
    Deployment deployment = given.deployment(service);
    Claim claim = claimOf(given.claimOne());
    Deployment first = deployment.startedBy("north-1", given.now());
    assertThat(deployments().update(claim, first)).isTrue();
    assertThat(stored(deployment).attempt()).isEqualTo(1);
    assertThat(stored(deployment).worker()).isEqualTo("north-1");
    assertThat(deployments().update(claim, first.requeued())).isTrue();
    Deployment second = first.requeued().startedBy("south-2", given.now());
    assertThat(deployments().update(claim, second)).isTrue();
    assertThat(stored(deployment)).isEqualTo(second);
    assertThat(second.attempt()).isEqualTo(2);
  }

  @Test
  void a_listing_may_be_of_one_status_or_one_ref() {
    Deployment main = given.deployment(service);
    Origin pushed = new Origin(Trigger.GITHUB, new GitRef("refs/heads/next"), Given.SHA, null);
    Deployment next =
        Deployment.queued(
            DeploymentId.next(stores()::now),
            service.organization(),
            service.id(),
            pushed,
            null,
            given.now().plusSeconds(1));
    create(next);
    deployments().requestCancel(Scope.of(service.organization()), main.id(), given.now());
    assertThat(filtered(DeploymentStatus.CANCELLED, null)).containsExactly(main.id());
    assertThat(filtered(DeploymentStatus.QUEUED, null)).containsExactly(next.id());
    assertThat(filtered(null, "next")).containsExactly(next.id());
    assertThat(filtered(null, "refs/heads/main")).containsExactly(main.id());
    assertThat(filtered(null, "refs/tags/next")).isEmpty();
    assertThat(filtered(DeploymentStatus.CANCELLED, "next")).isEmpty();
    assertThat(filtered(null, null)).containsExactly(next.id(), main.id());
  }

  private List<DeploymentId> filtered(@Nullable DeploymentStatus status, @Nullable String ref) {
    DeploymentFilter filter = new DeploymentFilter(status, ref == null ? null : new GitRef(ref));
    return deployments()
        .list(Scope.of(service.organization()), service.id(), filter, 10, null)
        .stream()
        .map(Deployment::id)
        .toList();
  }

  @Test
  void a_running_deployment_can_be_queued_again_by_its_worker() {
    Deployment deployment = given.deployment(service);
    Claim claim = claimOf(given.claimOne());
    Deployment requeued = begun(claim, deployment).requeued();
    assertThat(deployments().update(claim, requeued)).isTrue();
    assertThat(stored(deployment)).isEqualTo(requeued);
  }

  @Test
  void success_completes_the_job_and_makes_the_image_current() {
    Deployment deployment = given.deployment(service);
    Claim claim = claimOf(given.claimOne());
    Deployment succeeded = begun(claim, deployment).succeeded(image("one"), given.now());
    assertThat(deployments().finish(claim, succeeded)).isTrue();
    assertThat(stored(deployment)).isEqualTo(succeeded);
    assertThat(job(claim.job()).status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(currentImage()).contains(image("one"));
  }

  @Test
  void the_image_of_a_newer_deployment_stays_current() {
    Instant now = given.now();
    Deployment older = given.deployment(service, now.minusSeconds(60), 3);
    Claim olderClaim = claimOf(given.claimOne());
    Deployment newer = given.deployment(service, now, 3);
    Claim newerClaim = claimOf(given.claimOne());
    Deployment oldRunning = begun(olderClaim, older);
    deployments().finish(newerClaim, begun(newerClaim, newer).succeeded(image("new"), now));
    assertThat(deployments().finish(olderClaim, oldRunning.succeeded(image("old"), now))).isTrue();
    assertThat(currentImage()).contains(image("new"));
    Deployment newest = given.deployment(service, now.plusSeconds(60), 3);
    Claim newestClaim = claimOf(given.claimOne());
    deployments().finish(newestClaim, begun(newestClaim, newest).succeeded(image("newest"), now));
    assertThat(currentImage()).contains(image("newest"));
  }

  @Test
  void a_rescued_job_refuses_its_old_workers_deployment() {
    Deployment deployment = given.deployment(service);
    Claim old = claimOf(given.claimOne());
    Deployment running = begun(old, deployment);
    loseWorker();
    Claim current = claimOf(given.claimOne());
    assertThat(current.job()).isEqualTo(old.job());
    assertThat(deployments().update(old, running.with(new Progress(9, 9, 9)))).isFalse();
    assertThat(deployments().finish(old, running.succeeded(image("old"), given.now()))).isFalse();
    assertThat(stored(deployment)).isEqualTo(running);
    assertThat(job(old.job()).status()).isEqualTo(JobStatus.PROCESSING);
    assertThat(currentImage()).isEmpty();
    assertThat(deployments().finish(current, running.succeeded(image("new"), given.now())))
        .isTrue();
    assertThat(currentImage()).contains(image("new"));
  }

  @Test
  void a_claim_whose_lease_ended_writes_nothing() {
    Deployment deployment = given.deployment(service);
    Claim claim = claimOf(given.claimOne());
    Deployment running = begun(claim, deployment);
    stores().advanceClock(Given.LEASE.plusSeconds(1));
    assertThat(deployments().update(claim, running.with(new Progress(1, 1, 0)))).isFalse();
    assertThat(deployments().finish(claim, running.cancelled(given.now()))).isFalse();
    assertThat(stored(deployment)).isEqualTo(running);
  }

  @Test
  void a_claim_of_another_job_writes_nothing() {
    Deployment mine = given.deployment(service);
    Claim claim = claimOf(given.claimOne());
    Deployment other = given.deployment(service);
    assertThat(deployments().update(claim, other.started(given.now()))).isFalse();
    assertThat(stored(other)).isEqualTo(other);
    assertThat(stored(mine)).isEqualTo(mine);
  }

  @Test
  void a_terminal_deployment_is_final() {
    Deployment deployment = given.deployment(service);
    Claim claim = claimOf(given.claimOne());
    Deployment running = begun(claim, deployment);
    Deployment succeeded = running.succeeded(image("one"), given.now());
    deployments().finish(claim, succeeded);
    assertThat(deployments().update(claim, running)).isFalse();
    assertThat(deployments().finish(claim, running.cancelled(given.now()))).isFalse();
    assertThat(stored(deployment)).isEqualTo(succeeded);
    assertThat(stored(deployment).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
  }

  @Test
  void a_superseded_deployment_fails_its_job() {
    Deployment deployment = given.deployment(service);
    Claim claim = claimOf(given.claimOne());
    Deployment superseded = begun(claim, deployment).superseded(given.now());
    assertThat(deployments().finish(claim, superseded)).isTrue();
    assertThat(stored(deployment)).isEqualTo(superseded);
    assertThat(job(claim.job()).status()).isEqualTo(JobStatus.FAILED);
  }
}
