package dev.clickdeploy.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.core.House;
import dev.clickdeploy.model.build.BuildEvent;
import dev.clickdeploy.model.build.BuildRequest;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.LogLine.Stream;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.deployment.Progress;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.fake.FakeBuildPlanner;
import dev.clickdeploy.port.out.fake.InMemoryTree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Builds that succeed. */
class BuildHandlerTest {
  private static final String SHA12 = InMemoryTree.COMMIT.sha().abbreviated();

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  private String reference(String tag) {
    return house
        .registry
        .reference(house.organization.name(), house.project.name(), house.service, tag)
        .toString();
  }

  @Test
  void a_triggered_deployment_becomes_a_verified_image() {
    Deployment queued = house.trigger();
    house.worker();

    Deployment ended = house.ended(queued);

    assertThat(ended.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(ended.image().reference()).hasToString(reference(SHA12));
    assertThat(house.registry.manifests().get(ended.image().reference()).digest())
        .isEqualTo(ended.image().digest());
    assertThat(ended.commit()).isEqualTo(InMemoryTree.COMMIT);
    assertThat(ended.planSummary()).isEqualTo("copies everything");
    assertThat(ended.progress()).isEqualTo(new Progress(1, 1, 0));
    assertThat(ended.phase()).isEqualTo(Phase.VERIFYING);
    assertThat(ended.phaseTimes().begun()).containsOnlyKeys(Phase.values());
    assertThat(house.job(queued).status()).isEqualTo(JobStatus.COMPLETED);
    assertThat(
            house.api.services().get(Scope.of(house.organization.id()), house.service.id()).image())
        .contains(ended.image());
    assertThat(house.sources.openTrees()).isZero();
  }

  @Test
  void the_builder_gets_references_labels_logins_and_a_scope_of_the_service() {
    house.worker();
    house.ended(house.trigger());

    BuildRequest request = house.builder.requests().getFirst();
    assertThat(request.push())
        .extracting(ImageReference::toString)
        .containsExactly(reference(SHA12), reference("main"));
    assertThat(request.labels())
        .isEqualTo(
            Map.of(
                "org.opencontainers.image.title", "web",
                "org.opencontainers.image.source", "https://git.test/acme/web",
                "org.opencontainers.image.revision", InMemoryTree.COMMIT.sha().value(),
                "org.opencontainers.image.created", "2025-12-31T12:00:00Z"));
    assertThat(request.logins()).isEqualTo(house.registry.logins());
    assertThat(request.cacheScope()).isEqualTo(house.organization.id() + "/" + house.service.id());
    assertThat(request.plan()).isEqualTo(FakeBuildPlanner.PLAN);
    assertThat(request.deadline()).isPositive().isLessThanOrEqualTo(House.WORK.buildTimeout());
    assertThat(request.options().idleTimeout()).contains(House.WORK.buildIdleTimeout());
  }

  @Test
  void the_log_tells_every_step_and_the_pinned_image_once() {
    house.worker();
    Deployment ended = house.ended(house.trigger());

    String pinned = reference(SHA12) + "@" + ended.image().digest();
    assertThat(house.log(ended))
        .containsExactly(
            "fetching " + SHA12 + " of https://git.test/acme/web",
            "fetched " + SHA12 + " “Say hello” by Ada Lovelace",
            "plan: copies everything",
            "  copy everything: it is a fake",
            "#1 fake step",
            "#1 fake output",
            "#1 done in 1 s",
            "pushing " + reference(SHA12) + " and " + reference("main"),
            "pushed " + pinned,
            "pushed " + reference("main"),
            "succeeded in 0 ms");
  }

  @Test
  void only_the_services_branch_moves_its_tag() {
    house.push(InMemoryTree.of(Map.of("a", "b")), "refs/tags/main-1");
    house.worker();

    house.ended(house.trigger("main-1", null));

    assertThat(house.builder.requests().getFirst().push())
        .extracting(ImageReference::tag)
        .containsExactly(SHA12);
  }

  @Test
  void steps_output_and_warnings_are_retold_with_their_stream() {
    Instant at = house.clock.instant();
    String digest = "sha256:" + "0123456789abcdef".repeat(4);
    house.builder.next(
        (request, events, cancellation) -> {
          events.accept(
              new BuildEvent.StepCached(
                  1, "[1/2] FROM node:24@" + digest, at, new Progress(2, 1, 1)));
          events.accept(
              new BuildEvent.StepStarted(2, "[2/2] RUN npm ci", at, new Progress(2, 1, 1)));
          events.accept(new BuildEvent.Output(2, at, false, "added 1 package"));
          events.accept(new BuildEvent.Output(2, at, true, "npm warn"));
          events.accept(new BuildEvent.Warning(2, at, "old lockfile"));
          events.accept(
              new BuildEvent.StepFinished(
                  2, "[2/2] RUN npm ci", at, Duration.ofMillis(2_400), new Progress(2, 2, 1)));
          events.accept(new BuildEvent.PushStarted(3, at));
          events.accept(new BuildEvent.PushStarted(4, at));
          return house.builder.succeeding().run(request, event -> {}, cancellation);
        });
    house.worker();

    Deployment ended = house.ended(house.trigger());

    assertThat(ended.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(house.log(ended))
        .containsSubsequence(
            "#1 [1/2] FROM node:24 (0123456789ab) CACHED",
            "#2 [2/2] RUN npm ci",
            "#2 added 1 package",
            "#2 npm warn",
            "#2 warning: old lockfile",
            "#2 done in 2.4 s")
        .filteredOn(line -> line.contains("sha256:") && line.contains("@"))
        .hasSize(1);
    assertThat(house.world.logs().read(ended.id(), 0, 100))
        .filteredOn(line -> line.line().stream() == Stream.STDERR)
        .extracting(line -> line.line().text())
        .containsExactly("#2 npm warn");
  }

  @Test
  void log_and_progress_can_be_read_while_the_build_is_silent() {
    CountDownLatch open = new CountDownLatch(1);
    house.builder.next(house.builder.blockingUntil(open, house.builder.succeeding()));
    house.worker();
    Deployment deployment = house.trigger();

    await().until(() -> house.log(deployment).contains("#1 fake step"));
    await().until(() -> house.stored(deployment).progress().equals(new Progress(1, 0, 0)));
    assertThat(house.stored(deployment).phase()).isEqualTo(Phase.BUILDING);

    open.countDown();
    assertThat(house.ended(deployment).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
  }

  @Test
  void a_talkative_build_loses_no_line_and_keeps_their_order() {
    house.builder.next(
        (request, events, cancellation) -> {
          for (int i = 0; i < 50_000; i++) {
            events.accept(new BuildEvent.Output(1, house.clock.instant(), false, "line " + i));
          }
          return house.builder.succeeding().run(request, event -> {}, cancellation);
        });
    house.worker();

    Deployment ended = house.ended(house.trigger());

    List<String> output =
        house.log(ended).stream().filter(line -> line.startsWith("#1 line ")).toList();
    assertThat(output).hasSize(50_000);
    assertThat(output.get(49_999)).isEqualTo("#1 line 49999");
    assertThat(output.get(1_234)).isEqualTo("#1 line 1234");
  }

  @Test
  void every_change_of_status_is_told_in_order() {
    Deployment queued = house.trigger();
    house.worker();
    Deployment ended = house.ended(queued);

    await().until(() -> house.events.events(Event.JobEnded.class).size() == 1);
    assertThat(house.events.events(Event.DeploymentChanged.class))
        .extracting(Event.DeploymentChanged::status)
        .containsExactly(
            DeploymentStatus.QUEUED, DeploymentStatus.RUNNING, DeploymentStatus.SUCCEEDED);
    assertThat(house.events.events(Event.JobClaimed.class))
        .containsExactly(
            new Event.JobClaimed(house.job(ended).id(), house.job(ended).kind(), 1, Duration.ZERO));
    assertThat(house.events.events(Event.JobEnded.class).getFirst().outcome())
        .isEqualTo("succeeded");
    assertThat(house.events.events(Event.BuildEnded.class))
        .extracting(Event.BuildEnded::deployment, Event.BuildEnded::outcome)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(ended.id(), DeploymentStatus.SUCCEEDED));
    assertThat(house.events.events(Event.BuildEnded.class).getFirst().phases())
        .containsOnlyKeys(Phase.values());
    assertThat(house.events.events(Event.Trouble.class)).isEmpty();
  }
}
