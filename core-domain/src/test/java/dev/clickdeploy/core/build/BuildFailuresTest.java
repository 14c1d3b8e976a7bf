package dev.clickdeploy.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.clickdeploy.core.House;
import dev.clickdeploy.core.WorkSettings;
import dev.clickdeploy.model.build.BuildOutcome;
import dev.clickdeploy.model.build.PlanResult.NotPlanned;
import dev.clickdeploy.model.deployment.Deployment;
import dev.clickdeploy.model.deployment.DeploymentStatus;
import dev.clickdeploy.model.deployment.Failure;
import dev.clickdeploy.model.deployment.FailureClass;
import dev.clickdeploy.model.deployment.Phase;
import dev.clickdeploy.model.deployment.Progress;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageManifest;
import dev.clickdeploy.model.job.Backoff;
import dev.clickdeploy.model.job.JobStatus;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.tenant.Scope;
import dev.clickdeploy.port.out.EventSink.Event;
import dev.clickdeploy.port.out.PortException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Builds that fail: whose fault, what to do, and how often they are tried. */
class BuildFailuresTest {
  private static final PortException NO_BUILDER =
      new PortException(
          FailureClass.INFRASTRUCTURE, "the builder cannot be reached", "start it", null);

  private final House house = new House();

  @AfterEach
  void close() {
    house.close();
  }

  private Deployment ended() {
    house.worker();
    Deployment ended = house.ended(house.trigger());
    assertThat(house.sources.openTrees()).isZero();
    return ended;
  }

  private Failure failed(Deployment ended, FailureClass type, Phase phase) {
    assertThat(ended.status()).isEqualTo(DeploymentStatus.FAILED);
    assertThat(ended.phase()).isEqualTo(phase);
    assertThat(ended.failure().type()).isEqualTo(type);
    assertThat(house.job(ended).status()).isEqualTo(JobStatus.FAILED);
    assertThat(
            house.api.services().get(Scope.of(house.organization.id()), house.service.id()).image())
        .isEmpty();
    return ended.failure();
  }

  @Test
  void a_commit_that_is_gone_when_its_turn_comes_fails_as_source_and_is_not_tried_again() {
    Deployment queued = house.trigger();
    CommitSha gone = queued.origin().sha();
    house.sources.forget(House.REPOSITORY, gone);
    house.worker();
    Deployment ended = house.ended(queued);

    Failure failure = failed(ended, FailureClass.SOURCE, Phase.FETCHING);
    assertThat(failure.message()).contains(gone.value());
    assertThat(failure.hint()).isPresent();
    assertThat(house.job(ended).attempt()).isEqualTo(1);
    assertThat(house.log(ended))
        .contains("failed (source): " + failure.message(), "what to do: " + failure.mend());
  }

  @Test
  void a_source_without_an_app_names_what_was_looked_for() {
    house.planner.answer(
        new NotPlanned("no app was found", "add one", List.of("package.json", "index.html")));

    Failure failure = failed(ended(), FailureClass.PLAN, Phase.PLANNING);

    assertThat(failure.message()).contains("no app was found").contains("package.json");
    assertThat(failure.hint()).contains("add one");
    assertThat(house.builder.requests()).isEmpty();
  }

  @Test
  void what_a_message_names_is_not_named_twice() {
    house.planner.answer(
        new NotPlanned("there is no package.json", "add one", List.of("package.json")));

    assertThat(failed(ended(), FailureClass.PLAN, Phase.PLANNING).message())
        .isEqualTo("there is no package.json");
  }

  @Test
  void a_failing_step_keeps_its_last_lines() {
    Failure told =
        new Failure(
            FailureClass.BUILD_STEP, "RUN exit 42 failed", "mend it", List.of("before the fall"));
    house.builder.next(house.builder.failing(told));

    Deployment ended = ended();

    assertThat(failed(ended, FailureClass.BUILD_STEP, Phase.BUILDING)).isEqualTo(told);
    assertThat(ended.progress()).isEqualTo(new Progress(1, 0, 0));
    assertThat(house.log(ended))
        .contains("#1 FAILED: RUN exit 42 failed", "failed (build step): RUN exit 42 failed");
    assertThat(house.builder.requests()).hasSize(1);
  }

  @Test
  void an_image_that_the_registry_does_not_hold_is_a_registry_failure() {
    house.builder.next((request, events, cancellation) -> built("nowhere"));

    Failure failure = failed(ended(), FailureClass.REGISTRY, Phase.VERIFYING);

    assertThat(failure.message()).contains("registry.test/").contains("no such image");
  }

  @Test
  void another_image_under_the_same_tag_is_a_registry_failure_with_both_digests() {
    house.builder.next(
        (request, events, cancellation) -> {
          ImageDigest other = ImageDigest.of(new byte[] {1});
          request.push().forEach(r -> house.registry.push(r, new ImageManifest(other, "x", 1)));
          return built("mine");
        });

    Failure failure = failed(ended(), FailureClass.REGISTRY, Phase.VERIFYING);

    assertThat(failure.message())
        .contains(ImageDigest.of(new byte[] {1}).value())
        .contains(ImageDigest.of("mine".getBytes()).value());
  }

  private static BuildOutcome built(String content) {
    return new BuildOutcome.Built(ImageDigest.of(content.getBytes()), Progress.NONE);
  }

  @Test
  void a_registry_that_refuses_is_not_tried_again() {
    house.builder.next(
        house.builder.throwing(
            new PortException(FailureClass.REGISTRY, "push denied", "check the login", null)));

    Deployment ended = ended();

    assertThat(failed(ended, FailureClass.REGISTRY, Phase.BUILDING).message())
        .isEqualTo("push denied");
    assertThat(house.builder.requests()).hasSize(1);
  }

  @Test
  void trouble_with_the_infrastructure_is_tried_again_and_said_in_the_log() {
    house.builder.next(house.builder.throwing(NO_BUILDER));

    Deployment ended = ended();

    assertThat(ended.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(house.job(ended).attempt()).isEqualTo(2);
    assertThat(house.log(ended))
        .contains("attempt 1 of 3 failed: the builder cannot be reached; trying again in 0 ms")
        .filteredOn(line -> line.contains("sha256:") && line.contains("@"))
        .hasSize(1);
    await().until(() -> house.events.events(Event.JobEnded.class).size() == 2);
    assertThat(house.events.events(Event.DeploymentChanged.class))
        .extracting(Event.DeploymentChanged::status)
        // a worker may begin before whoever queued it has said so
        .containsExactlyInAnyOrder(
            DeploymentStatus.QUEUED,
            DeploymentStatus.RUNNING,
            DeploymentStatus.QUEUED,
            DeploymentStatus.RUNNING,
            DeploymentStatus.SUCCEEDED);
  }

  @Test
  void the_last_attempt_fails_as_infrastructure() {
    for (int i = 0; i < 3; i++) {
      house.builder.next(house.builder.throwing(NO_BUILDER));
    }

    Deployment ended = ended();

    Failure failure = failed(ended, FailureClass.INFRASTRUCTURE, Phase.BUILDING);
    assertThat(failure.message()).isEqualTo("the builder cannot be reached");
    assertThat(failure.hint()).contains("start it");
    assertThat(house.builder.requests()).hasSize(3);
    assertThat(house.log(ended)).contains("attempt 3 of 3 failed, no attempt is left");
  }

  @Test
  void a_retry_waits_for_its_backoff_on_the_queues_clock() {
    house.builder.next(house.builder.throwing(NO_BUILDER));
    WorkSettings patient =
        House.work(1, House.WORK.lease(), Backoff.DEFAULT, House.WORK.buildTimeout());
    house.worker(patient);
    Deployment deployment = house.trigger();

    await().until(() -> house.events.events(Event.JobEnded.class).size() == 1);
    assertThat(house.stored(deployment).status()).isEqualTo(DeploymentStatus.QUEUED);
    assertThat(house.job(deployment).runAt())
        .isBetween(
            house.clock.instant().plusMillis(1_600), house.clock.instant().plusMillis(2_400));
    assertThat(house.log(deployment).getLast()).endsWith("trying again in about 2 s");

    house.clock.advance(Duration.ofSeconds(3));
    assertThat(house.ended(deployment).status()).isEqualTo(DeploymentStatus.SUCCEEDED);
  }

  @Test
  void a_fault_of_ours_is_tried_again_told_to_the_operator_and_not_to_the_user() {
    IllegalStateException fault = new IllegalStateException("internal detail");
    for (int i = 0; i < 3; i++) {
      house.builder.next(
          (request, events, cancellation) -> {
            throw fault;
          });
    }

    Deployment ended = ended();

    Failure failure = failed(ended, FailureClass.INFRASTRUCTURE, Phase.BUILDING);
    assertThat(failure.toString()).doesNotContain("internal detail");
    assertThat(house.log(ended)).noneMatch(line -> line.contains("internal detail"));
    assertThat(house.events.events(Event.Trouble.class))
        .hasSize(3)
        .allSatisfy(
            trouble -> {
              assertThat(trouble.cause()).isSameAs(fault);
              assertThat(trouble.what()).contains(ended.id().toString());
            });
  }

  @Test
  void an_error_of_the_jvm_costs_one_attempt() {
    house.builder.next(
        (request, events, cancellation) -> {
          throw new StackOverflowError();
        });

    Deployment ended = ended();

    assertThat(ended.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(house.job(ended).attempt()).isEqualTo(2);
  }

  @Test
  void a_builder_that_stops_without_being_asked_is_a_fault_of_ours() {
    house.builder.next((request, events, cancellation) -> new BuildOutcome.Cancelled());

    Deployment ended = ended();

    assertThat(ended.status()).isEqualTo(DeploymentStatus.SUCCEEDED);
    assertThat(house.log(ended)).anyMatch(line -> line.startsWith("attempt 1 of 3 failed"));
  }

  @Test
  void a_build_that_takes_too_long_is_a_timeout() {
    house.builder.next(house.builder.blockingUntilCancelled());
    house.worker(limitedTo(Duration.ofMillis(200)));

    Deployment ended = house.ended(house.trigger());

    failed(ended, FailureClass.TIMEOUT, Phase.BUILDING);
    assertThat(house.job(ended).attempt()).isEqualTo(1);
  }

  @Test
  void a_builder_that_forgets_its_deadline_is_stopped_all_the_same() {
    CountDownLatch never = new CountDownLatch(1);
    house.builder.next(
        (request, events, cancellation) -> {
          try (var ending = cancellation.onCancel(never::countDown)) {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return new BuildOutcome.Cancelled();
        });
    house.worker(limitedTo(Duration.ofMillis(200)));

    Deployment ended = house.ended(house.trigger());

    Failure failure = failed(ended, FailureClass.TIMEOUT, Phase.BUILDING);
    assertThat(failure.message()).contains("200 ms");
    assertThat(failure.hint()).isPresent();
  }

  private static WorkSettings limitedTo(Duration timeout) {
    return House.work(1, House.WORK.lease(), House.WORK.backoff(), timeout);
  }
}
