package dev.clickdeploy.core.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.core.House;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Trigger;
import dev.clickdeploy.model.push.Delivery;
import dev.clickdeploy.model.push.Pushed;
import dev.clickdeploy.model.push.SkipReason;
import dev.clickdeploy.model.push.Verdict;
import dev.clickdeploy.model.service.BuildSettings;
import dev.clickdeploy.model.service.PushRules;
import dev.clickdeploy.model.service.Service;
import dev.clickdeploy.model.service.Superseding;
import dev.clickdeploy.model.service.WatchPaths;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.source.RootDirectory;
import dev.clickdeploy.model.tenant.Name;
import dev.clickdeploy.model.tenant.OrganizationId;
import dev.clickdeploy.port.in.Pushes.Push;
import dev.clickdeploy.port.in.RequestException;
import dev.clickdeploy.port.in.Services.CreateService;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Services that watch paths, and deliveries that somebody wants again. */
class WatchedPushesTest {
  private static final CommitSha GONE = new CommitSha("d".repeat(40));
  private static final CommitSha NEW = InMemoryTree.COMMIT.sha();

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  private Service watching(String... paths) {
    PushRules rules = new PushRules(true, new WatchPaths(List.of(paths)), Superseding.QUEUED);
    return house
        .api
        .services()
        .create(
            new CreateService(
                house.organization.id(),
                house.project.id(),
                new Name("watching"),
                House.REPOSITORY,
                new GitRef("main"),
                RootDirectory.REPOSITORY,
                BuildSettings.DETECT,
                rules,
                null,
                House.WEBHOOK_SECRET))
        .service();
  }

  private void receive(String ref, CommitSha before, CommitSha after) {
    Pushed pushed =
        new Pushed(Trigger.GITLAB, House.REPOSITORY, new GitRef(ref), before, after, null, null);
    String key = ref + ":" + before + ".." + after;
    // deliveries are ordered by the time that is in their ids
    house.clock.advance(Duration.ofMillis(1));
    house
        .api
        .pushes()
        .receive(new Push(pushed, key, key, "push", Map.of(), House.WEBHOOK_SECRET::equals));
  }

  private Delivery delivery() {
    return house.api.deliveries().list(house.organization.id(), 1, null).getFirst();
  }

  private Verdict verdict(Service service) {
    return delivery().verdicts().stream()
        .filter(verdict -> verdict.service().equals(service.id()))
        .findFirst()
        .orElseThrow();
  }

  private Verdict settled(Service service) {
    return await().until(() -> verdict(service), v -> !(v instanceof Verdict.Pending));
  }

  @Test
  void nothing_is_asked_of_git_before_the_push_is_answered() {
    Service service = watching("src");
    house.sources.reachable(House.REPOSITORY, false);

    receive("refs/heads/main", GONE, NEW);

    assertThat(verdict(service)).isEqualTo(new Verdict.Pending(service.id()));
  }

  @Test
  void a_push_that_changed_nothing_watched_is_skipped_and_others_are_deployed() {
    Service service = watching("src");

    receive("refs/heads/main", NEW, NEW);
    house.worker();

    assertThat(settled(service))
        .isInstanceOfSatisfying(
            Verdict.Skipped.class,
            skipped -> assertThat(skipped.why()).isEqualTo(SkipReason.PATHS));
    assertThat(verdict(house.service)).isInstanceOf(Verdict.Queued.class);
  }

  @Test
  void where_the_commit_before_is_gone_it_is_deployed() {
    Service service = watching("src");

    receive("refs/heads/main", GONE, NEW);
    house.worker();

    assertThat(settled(service))
        .isInstanceOfSatisfying(
            Verdict.Queued.class,
            queued -> assertThat(queued.detail()).contains("dddddddddddd", "not there"));
  }

  @Test
  void where_git_cannot_be_asked_at_all_it_is_deployed() {
    Service service = watching("src");
    house.sources.reachable(House.REPOSITORY, false);

    receive("refs/heads/main", GONE, NEW);
    house.worker();

    assertThat(settled(service))
        .isInstanceOfSatisfying(
            Verdict.Queued.class,
            queued -> assertThat(queued.detail()).contains("could not be found out"));
  }

  @Test
  void a_new_branch_is_deployed_at_once_and_so_is_a_tag_where_tags_are_wanted() {
    Service service = watching("src");

    receive("refs/heads/main", null, NEW);
    assertThat(verdict(service)).isInstanceOf(Verdict.Queued.class);

    receive("refs/tags/v1", null, NEW);
    assertThat(verdict(service)).isInstanceOf(Verdict.Queued.class);
    assertThat(verdict(house.service)).isInstanceOf(Verdict.Skipped.class);
  }

  @Test
  void a_newer_push_supersedes_the_one_that_waits() {
    receive("refs/heads/main", null, GONE);
    Verdict.Queued older = (Verdict.Queued) verdict(house.service);

    receive("refs/heads/main", GONE, NEW);

    assertThat(house.world.deployments().load(older.deployment()).orElseThrow().status())
        .isEqualTo(DeploymentStatus.SUPERSEDED);
  }

  @Test
  void a_replay_is_deployed_again_and_says_of_what_it_is_one() {
    receive("refs/heads/main", null, NEW);
    Delivery first = delivery();

    Delivery again = house.api.deliveries().replay(house.organization.id(), first.id());

    assertThat(again.replayOf()).isEqualTo(first.id());
    assertThat(again.verdicts()).singleElement().isInstanceOf(Verdict.Queued.class);
    assertThat(again.verdicts()).isNotEqualTo(first.verdicts());
  }

  @Test
  void a_foreign_delivery_is_not_found() {
    receive("refs/heads/main", null, NEW);
    OrganizationId other = house.api.tenants().createOrganization(new Name("Other")).id();

    Assertions.assertThatThrownBy(() -> house.api.deliveries().replay(other, delivery().id()))
        .isInstanceOf(RequestException.class)
        .hasMessageContaining("there is no delivery");
  }
}
