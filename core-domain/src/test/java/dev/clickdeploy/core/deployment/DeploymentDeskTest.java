package dev.clickdeploy.core.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.core.House;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentId;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.StoredLogLine;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.job.Claim;
import dev.clickdeploy.model.job.Job;
import dev.clickdeploy.model.job.JobKind;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.ProjectId;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Deployments;
import dev.clickdeploy.port.in.Deployments.TriggerDeployment;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.RequestException.Reason;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeploymentDeskTest {
  private static final CommitSha HEAD = InMemoryTree.COMMIT.sha();

  private final House house = new House();
  private final Deployments deployments = house.api.deployments();
  private final Scope acme = Scope.of(house.organization.id());
  private final Scope other =
      Scope.of(house.api.tenants().createOrganization(new Name("Other")).id());

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void a_trigger_resolves_the_services_branch_once_and_queues_a_build() {
    Deployment deployment = house.trigger();

    assertThat(deployment.status()).isEqualTo(DeploymentStatus.QUEUED);
    assertThat(deployment.origin().trigger()).isEqualTo(Trigger.API);
    assertThat(deployment.origin().ref()).isEqualTo(new GitRef("main"));
    assertThat(deployment.origin().sha()).isEqualTo(HEAD);
    assertThat(deployments.get(acme, deployment.id())).isEqualTo(deployment);
    Job job = house.job(deployment);
    assertThat(job.kind()).isEqualTo(JobKind.BUILD);
    assertThat(job.subject()).isEqualTo(deployment.id().toString());
    assertThat(job.maxAttempts()).isEqualTo(House.WORK.attempts());
    assertThat(house.events.events())
        .containsExactly(new Event.DeploymentChanged(deployment.id(), DeploymentStatus.QUEUED));
  }

  @Test
  void a_tag_or_a_commit_can_be_triggered_too() {
    house.push(InMemoryTree.empty().with("a", "b"), "refs/tags/v1");

    assertThat(house.trigger("v1", null).origin().ref()).isEqualTo(new GitRef("v1"));
    assertThat(house.trigger(HEAD.value(), null).origin().sha()).isEqualTo(HEAD);
    assertRefused(() -> house.trigger("b".repeat(40), null), Reason.INVALID, "bbbb");
  }

  @Test
  void a_triggered_deployment_says_at_once_what_its_commit_says() {
    assertThat(house.trigger().commit()).isEqualTo(InMemoryTree.COMMIT);
  }

  @Test
  void a_description_that_does_not_come_is_left_to_the_worker() {
    house.sources.describing(false);

    Deployment queued = house.trigger();

    assertThat(queued.commit()).isNull();
    assertThat(queued.origin().sha()).isEqualTo(HEAD);
    house.worker();
    assertThat(house.ended(queued).commit()).isEqualTo(InMemoryTree.COMMIT);
  }

  @Test
  void a_build_without_the_cache_is_asked_of_the_builder() {
    house.worker();
    house.ended(house.trigger());
    house.ended(
        deployments.trigger(new TriggerDeployment(acme, house.service.id(), null, null, true)));

    assertThat(house.builder.requests())
        .extracting(request -> request.options().freshness().rebuild())
        .containsExactly(false, true);
  }

  @Test
  void a_ref_that_git_refuses_is_invalid_with_its_mend_and_changes_nothing() {
    assertRefused(
        () -> house.trigger("nowhere", null), Reason.INVALID, "nowhere", "check the repository");
    assertThat(house.world.jobControl().all()).isEmpty();
  }

  @Test
  void an_unreachable_repository_is_unavailable_with_its_mend() {
    house.sources.reachable(House.REPOSITORY, false);

    assertRefused(house::trigger, Reason.UNAVAILABLE, "git.test", "try later");
  }

  @Test
  void an_equal_idempotency_key_answers_the_first_deployment() {
    Deployment first = house.trigger(null, "key");

    assertThat(house.trigger(null, "key").id()).isEqualTo(first.id());
    assertThat(first.origin().key()).contains("api:key");
    assertThat(house.trigger(null, "another").id()).isNotEqualTo(first.id());
    assertThat(house.trigger().id()).isNotEqualTo(house.trigger().id());
    assertThat(house.events.events()).hasSize(4);
  }

  @Test
  void another_organization_finds_nothing_and_can_do_nothing() {
    Deployment deployment = house.trigger();
    DeploymentId id = deployment.id();
    ServiceId service = house.service.id();

    assertRefused(() -> deployments.get(other, id), Reason.NOT_FOUND, id.toString());
    assertRefused(() -> deployments.logs(other, id, 0, 10), Reason.NOT_FOUND, id.toString());
    assertRefused(() -> deployments.cancel(other, id), Reason.NOT_FOUND, id.toString());
    assertRefused(
        () -> deployments.list(other, service, 10, null), Reason.NOT_FOUND, service.toString());
    assertRefused(
        () -> deployments.trigger(new TriggerDeployment(other, service, null, null)),
        Reason.NOT_FOUND,
        service.toString());
    assertThat(house.stored(deployment)).isEqualTo(deployment);
  }

  @Test
  void a_token_for_another_project_finds_nothing_and_can_do_nothing() {
    Deployment deployment = house.trigger();
    DeploymentId id = deployment.id();
    ServiceId service = house.service.id();
    Scope own = new Scope(acme.organization(), house.project.id());
    Scope elsewhere = new Scope(acme.organization(), ProjectId.next(house.clock));

    assertThat(deployments.get(own, id)).isEqualTo(deployment);
    assertRefused(() -> deployments.get(elsewhere, id), Reason.NOT_FOUND, id.toString());
    assertRefused(() -> deployments.logs(elsewhere, id, 0, 10), Reason.NOT_FOUND, id.toString());
    assertRefused(() -> deployments.follow(elsewhere, id, 0), Reason.NOT_FOUND, id.toString());
    assertRefused(() -> deployments.cancel(elsewhere, id), Reason.NOT_FOUND, id.toString());
    assertRefused(
        () -> deployments.list(elsewhere, service, 10, null), Reason.NOT_FOUND, service.toString());
    assertRefused(
        () -> deployments.trigger(new TriggerDeployment(elsewhere, service, null, null)),
        Reason.NOT_FOUND,
        service.toString());
    assertThat(house.stored(deployment)).isEqualTo(deployment);
  }

  @Test
  void a_listing_is_newest_first_in_pages_of_at_most_a_hundred() {
    List<DeploymentId> newestFirst = new ArrayList<>();
    for (int i = 0; i < 101; i++) {
      house.clock.advance(Duration.ofSeconds(1));
      newestFirst.addFirst(house.trigger().id());
    }

    ServiceId service = house.service.id();
    assertThat(deployments.list(acme, service, 1_000, null))
        .extracting(Deployment::id)
        .isEqualTo(newestFirst.subList(0, 100));
    assertThat(deployments.list(acme, service, 2, newestFirst.get(98)))
        .extracting(Deployment::id)
        .isEqualTo(newestFirst.subList(99, 101));
    assertRefused(() -> deployments.list(acme, service, 0, null), Reason.INVALID, "1 to 100");
  }

  @Test
  void a_log_is_read_in_pages_of_at_most_a_thousand_lines() {
    Deployment deployment = house.trigger();
    Job job =
        house.world.jobs().claim(Map.of(JobKind.BUILD, 1), Duration.ofHours(1)).getFirst().job();
    List<LogLine> lines = new ArrayList<>();
    for (int i = 0; i < 1_001; i++) {
      lines.add(new LogLine(house.clock.instant(), LogLine.Stream.STDOUT, "line " + i));
    }
    house.world.logs().append(new Claim(job.id(), job.fence()), deployment.id(), lines);

    List<StoredLogLine> page = deployments.logs(acme, deployment.id(), 0, 5_000);
    assertThat(page).hasSize(1_000);
    long last = page.getLast().sequence();
    assertThat(deployments.logs(acme, deployment.id(), last, 10))
        .extracting(line -> line.line().text())
        .containsExactly("line 1000");
    assertRefused(() -> deployments.logs(acme, deployment.id(), 0, 0), Reason.INVALID, "1 to 1000");
  }

  @Test
  void a_queued_deployment_is_cancelled_at_once_and_told_once() {
    Deployment deployment = house.trigger();

    assertThat(house.cancel(deployment).status()).isEqualTo(DeploymentStatus.CANCELLED);
    assertThat(house.cancel(deployment).status()).isEqualTo(DeploymentStatus.CANCELLED);
    assertThat(house.job(deployment).status()).isEqualTo(JobStatus.CANCELLED);
    assertThat(house.events.events())
        .containsOnlyOnce(new Event.DeploymentChanged(deployment.id(), DeploymentStatus.CANCELLED));
  }

  @Test
  void what_has_ended_otherwise_cannot_be_cancelled() {
    Deployment deployment = house.trigger();
    house.worker();
    house.ended(deployment);

    assertRefused(
        () -> house.cancel(deployment), Reason.CONFLICT, deployment.id().toString(), "succeeded");
  }

  @Test
  void an_unknown_deployment_cannot_be_cancelled() {
    DeploymentId unknown = DeploymentId.next(house.clock);

    assertRefused(() -> deployments.cancel(acme, unknown), Reason.NOT_FOUND, unknown.toString());
  }

  private static void assertRefused(ThrowingCallable call, Reason reason, String... words) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            RequestException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContainingAll(words);
  }
}
