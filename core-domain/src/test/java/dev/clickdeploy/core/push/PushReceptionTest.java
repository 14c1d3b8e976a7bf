package dev.clickdeploy.core.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.core.House;
import dev.clickdeploy.model.Secret;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.Commit;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RepositoryUrl;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.Organization;
import dev.clickdeploy.model.tenant.Project;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.in.Pushes.Push;
import dev.clickdeploy.port.in.Services.CreateService;
import dev.clickdeploy.port.out.EventSink.Event.PushJudged;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PushReceptionTest {
  private static final CommitSha SHA = InMemoryTree.COMMIT.sha();
  private static final String MAIN = "refs/heads/main";

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  private static Push push(String ref, CommitSha after, Commit commit, Predicate<Secret> proof) {
    return push(ref, after, "0.." + after, commit, proof);
  }

  private static Push push(
      String ref, CommitSha after, String identity, Commit commit, Predicate<Secret> proof) {
    return push("git@git.test:Acme/web.git", ref, after, identity, commit, proof);
  }

  private static Push push(
      String repository,
      String ref,
      CommitSha after,
      String identity,
      Commit commit,
      Predicate<Secret> proof) {
    Pushed pushed =
        new Pushed(
            Trigger.GITHUB,
            new RepositoryUrl(repository),
            new GitRef(ref),
            null,
            after,
            commit,
            null);
    return new Push(pushed, identity, ref + ":" + identity, "push", Map.of(), proof);
  }

  private Optional<List<Verdict>> receive(String ref, CommitSha after) {
    return house.api.pushes().receive(push(ref, after, null, House.WEBHOOK_SECRET::equals));
  }

  private Deployment queued(Optional<List<Verdict>> verdicts) {
    assertThat(verdicts.orElseThrow()).hasSize(1);
    Verdict.Queued queued = (Verdict.Queued) verdicts.orElseThrow().getFirst();
    return house.world.deployments().load(queued.deployment()).orElseThrow();
  }

  @Test
  void a_push_to_the_branch_queues_a_deployment_whatever_the_form_of_the_url() {
    Deployment deployment = queued(receive(MAIN, SHA));

    assertThat(deployment.service()).isEqualTo(house.service.id());
    assertThat(deployment.status()).isEqualTo(DeploymentStatus.QUEUED);
    assertThat(deployment.origin().trigger()).isEqualTo(Trigger.GITHUB);
    assertThat(deployment.origin().ref()).isEqualTo(new GitRef(MAIN));
    assertThat(deployment.origin().sha()).isEqualTo(SHA);
    assertThat(deployment.commit()).isNull();
  }

  @Test
  void what_the_payload_says_of_the_commit_is_on_the_deployment() {
    Push push = push(MAIN, SHA, InMemoryTree.COMMIT, House.WEBHOOK_SECRET::equals);

    assertThat(queued(house.api.pushes().receive(push)).commit()).isEqualTo(InMemoryTree.COMMIT);
  }

  @Test
  void what_the_payload_says_of_another_commit_is_not_believed() {
    CommitSha pushed = new CommitSha("1".repeat(40));
    Push push = push(MAIN, pushed, InMemoryTree.COMMIT, House.WEBHOOK_SECRET::equals);

    assertThat(queued(house.api.pushes().receive(push)).commit()).isNull();
  }

  @Test
  void the_same_push_delivered_twice_makes_one_deployment() {
    Deployment first = queued(receive(MAIN, SHA));
    house.worker();
    house.ended(first);

    assertThat(queued(receive(MAIN, SHA)).id()).isEqualTo(first.id());
    assertThat(queued(receive(MAIN, new CommitSha("2".repeat(40)))).id()).isNotEqualTo(first.id());
    assertThat(house.builder.requests()).hasSize(1);
  }

  @Test
  void a_branch_that_comes_back_to_an_earlier_commit_is_deployed_again() {
    Predicate<Secret> proof = House.WEBHOOK_SECRET::equals;
    Deployment first = queued(house.api.pushes().receive(push(MAIN, SHA, "a..b@1", null, proof)));
    CommitSha other = new CommitSha("3".repeat(40));
    queued(house.api.pushes().receive(push(MAIN, other, "b..c@2", null, proof)));
    Deployment again = queued(house.api.pushes().receive(push(MAIN, SHA, "c..b@3", null, proof)));

    assertThat(again.id()).isNotEqualTo(first.id());
  }

  @Test
  void a_push_that_no_secret_proves_is_answered_like_one_of_an_unknown_repository() {
    Push unproven = push(MAIN, SHA, null, secret -> false);
    Push unknown =
        push("https://git.test/nobody/home", MAIN, SHA, "0.." + SHA, null, secret -> true);

    assertThat(house.api.pushes().receive(unproven)).isEmpty();
    assertThat(house.api.pushes().receive(unknown)).isEmpty();
    assertThat(house.world.jobControl().all()).isEmpty();
  }

  @Test
  void other_branches_tags_and_deletions_are_skipped_and_say_why() {
    assertSkipped(receive("refs/heads/feature", SHA), "refs/heads/feature", "main");
    assertSkipped(receive("refs/tags/main", SHA), "tag main", "branch main");
    assertSkipped(receive(MAIN, null), "main", "deleted");
    assertThat(house.world.jobControl().all()).isEmpty();
  }

  @Test
  void a_commit_whose_message_asks_for_it_is_skipped() {
    Commit told = InMemoryTree.COMMIT;
    Commit quiet = new Commit(SHA, "Mend a comma [Skip CI]", told.author(), told.authoredAt());

    assertSkipped(
        house.api.pushes().receive(push(MAIN, SHA, quiet, House.WEBHOOK_SECRET::equals)),
        "[skip ci]");
    assertThat(house.world.jobControl().all()).isEmpty();
  }

  private void assertSkipped(Optional<List<Verdict>> verdicts, String... words) {
    assertThat(verdicts.orElseThrow())
        .singleElement()
        .isInstanceOfSatisfying(
            Verdict.Skipped.class,
            skipped -> {
              assertThat(skipped.service()).isEqualTo(house.service.id());
              assertThat(skipped.detail()).contains(words);
            });
  }

  @Test
  void each_service_of_the_repository_gets_a_verdict_of_its_own() {
    Service second = house.service("worker", null);

    List<Verdict> verdicts = receive(MAIN, SHA).orElseThrow();

    assertThat(verdicts)
        .extracting(Verdict::service)
        .containsExactlyInAnyOrder(house.service.id(), second.id());
    assertThat(verdicts).hasOnlyElementsOfType(Verdict.Queued.class);
    assertThat(house.world.jobControl().all()).hasSize(2);
  }

  @Test
  void a_service_of_another_organization_with_another_secret_takes_no_part() {
    Secret theirs = Secret.of("the-secret-of-the-others");
    ServiceId other = foreignService(theirs);

    assertThat(receive(MAIN, SHA).orElseThrow())
        .extracting(Verdict::service)
        .containsExactly(house.service.id());
    assertThat(house.api.pushes().receive(push(MAIN, SHA, null, theirs::equals)).orElseThrow())
        .extracting(Verdict::service)
        .containsExactly(other);
  }

  private ServiceId foreignService(Secret webhookSecret) {
    Organization organization = house.api.tenants().createOrganization(new Name("Other"));
    Project project =
        house.api.tenants().createProject(Scope.of(organization.id()), new Name("Shop"));
    return house
        .api
        .services()
        .create(
            new CreateService(
                Scope.of(organization.id()),
                project.id(),
                new Name("web"),
                House.REPOSITORY,
                new GitRef("main"),
                RootDirectory.REPOSITORY,
                BuildSettings.DETECT,
                null,
                webhookSecret))
        .service()
        .id();
  }

  @Test
  void a_new_push_is_told_with_its_verdict_and_its_copy_is_not() {
    Verdict verdict = receive(MAIN, SHA).orElseThrow().getFirst();
    receive(MAIN, SHA);

    assertThat(house.events.events(PushJudged.class))
        .containsExactly(new PushJudged(Trigger.GITHUB, verdict));
  }
}
