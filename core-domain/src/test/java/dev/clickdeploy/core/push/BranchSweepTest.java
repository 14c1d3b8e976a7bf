package dev.clickdeploy.core.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.core.ClickDeploy;
import dev.clickdeploy.core.House;
import dev.clickdeploy.core.PushSettings;
import dev.clickdeploy.core.deployment.DeploymentIntake;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.job.Cancellation;
import dev.clickdeploy.model.job.Priority;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.push.SkipReason;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Pushes.Push;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BranchSweepTest {
  private static final Duration INTERVAL = Duration.ofMinutes(5);
  private static final String MAIN = "refs/heads/main";
  private static final CommitSha FIRST = InMemoryTree.COMMIT.sha();
  private static final CommitSha SECOND = new CommitSha("2".repeat(40));

  private final House house = new House();
  private BranchSweep sweep;

  @BeforeEach
  void a_push_was_deployed() {
    DeploymentIntake intake =
        new DeploymentIntake(house.storage.deployments(), house.events, house.clock, 3);
    RepositoryLook look =
        new RepositoryLook(
            house.storage, house.sources, new Rulings(intake), house.events, house.clock);
    sweep = new BranchSweep(house.storage, look, INTERVAL, house.events);
    webhook(FIRST);
  }

  @AfterEach
  void close() {
    house.close();
  }

  private List<Verdict> webhook(CommitSha after) {
    Pushed pushed =
        new Pushed(Trigger.GITHUB, House.REPOSITORY, new GitRef(MAIN), null, after, null, null);
    return house
        .api
        .pushes()
        .receive(new Push(pushed, ".." + after, ".." + after, "push", Map.of(), s -> true))
        .orElseThrow();
  }

  /** Somebody pushes, and nobody tells. */
  private void silentPush(String message) {
    Commit told = InMemoryTree.COMMIT;
    Commit commit = new Commit(SECOND, message, told.author(), told.authoredAt());
    house.push(InMemoryTree.of(Map.of("index.html", "<h1>2</h1>")).at(commit), MAIN);
  }

  private void look() {
    sweep.round(new Cancellation());
    house.clock.advance(INTERVAL);
  }

  private List<Deployment> deployments() {
    return deployments(house.service);
  }

  private List<Deployment> deployments(Service service) {
    return house
        .world
        .deployments()
        .list(Scope.of(service.organization()), service.id(), 100, null);
  }

  @Test
  void a_push_that_nobody_told_is_deployed_once_it_is_an_interval_old() {
    silentPush("Say hello twice");
    look();
    assertThat(deployments()).hasSize(1);

    look();
    look();

    assertThat(deployments()).hasSize(2);
    Deployment swept = deployments().getFirst();
    assertThat(swept.origin().trigger()).isEqualTo(Trigger.SWEEP);
    assertThat(swept.origin().sha()).isEqualTo(SECOND);
    assertThat(swept.commit().message()).isEqualTo("Say hello twice");
    assertThat(house.job(swept).order().priority()).isEqualTo(Priority.LOW);
    assertThat(house.api.deliveries().list(Scope.of(house.organization.id()), 1, null))
        .singleElement()
        .satisfies(delivery -> assertThat(delivery.event()).isEqualTo("sweep"));
  }

  @Test
  void the_webhook_that_comes_late_deploys_nothing_more() {
    silentPush("Say hello twice");
    look();
    look();

    assertThat(webhook(SECOND))
        .singleElement()
        .isInstanceOfSatisfying(
            Verdict.Skipped.class, v -> assertThat(v.why()).isEqualTo(SkipReason.SAME_COMMIT));
    assertThat(deployments()).hasSize(2);
  }

  @Test
  void the_webhook_that_comes_late_deploys_nothing_more_whatever_became_of_it() {
    silentPush("Say hello twice");
    look();
    look();
    house.cancel(deployments().getFirst());

    assertThat(webhook(SECOND))
        .singleElement()
        .isInstanceOfSatisfying(
            Verdict.Skipped.class, v -> assertThat(v.detail()).contains("before its webhook"));
    assertThat(deployments()).hasSize(2);
  }

  @Test
  void a_webhook_that_comes_in_time_leaves_nothing_to_find() {
    silentPush("Say hello twice");
    look();
    webhook(SECOND);
    look();

    assertThat(deployments()).hasSize(2);
    assertThat(deployments()).noneMatch(d -> d.origin().trigger() == Trigger.SWEEP);
  }

  @Test
  void a_commit_that_asks_for_it_is_skipped_here_too_and_only_once() {
    silentPush("Mend a comma [skip ci]");
    look();
    look();
    look();

    assertThat(deployments()).hasSize(1);
    assertThat(house.api.deliveries().list(Scope.of(house.organization.id()), 100, null))
        .hasSize(2);
  }

  @Test
  void one_question_serves_all_services_of_a_repository() {
    Service second = house.service("worker", null);
    webhook(FIRST);
    CommitSha other = new CommitSha("3".repeat(40));
    webhook(other);
    assertThat(deployments(second)).isNotEmpty();
    house.clock.advance(INTERVAL);

    look();

    assertThat(house.sources.lookups()).isOne();
  }

  @Test
  void a_host_that_does_not_answer_is_asked_less_and_less_often() {
    house.sources.reachable(House.REPOSITORY, false);
    for (int i = 0; i < 20; i++) {
      look();
    }
    // after 0, 2, 2 + 4, 2 + 4 + 8 intervals
    assertThat(house.sources.lookups()).isEqualTo(4);

    house.sources.reachable(House.REPOSITORY, true);
    silentPush("Say hello twice");
    house.clock.advance(Duration.ofDays(2));
    look();
    look();
    assertThat(deployments()).hasSize(2);
  }

  @Test
  void a_round_that_is_called_off_ends() {
    Cancellation stop = new Cancellation();
    stop.cancel();

    assertThatThrownBy(() -> sweep.round(stop)).isInstanceOf(CancellationException.class);
    assertThat(house.sources.lookups()).isZero();
  }

  @Test
  void a_process_that_works_sweeps_by_itself() {
    try (ClickDeploy worker =
        house
            .parts()
            .work(House.WORK)
            .pushes(new PushSettings(Duration.ofMillis(1), Duration.ofDays(90)))
            .build()) {
      worker.start();
      await().atMost(Duration.ofSeconds(20)).until(() -> house.sources.lookups() > 0);
    }
    assertThat(house.sources.lookups()).isPositive();
  }
}
