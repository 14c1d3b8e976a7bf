package dev.clickdeploy.model.deployment;

import static dev.clickdeploy.model.deployment.DeploymentStatus.CANCELLED;
import static dev.clickdeploy.model.deployment.DeploymentStatus.CANCELLING;
import static dev.clickdeploy.model.deployment.DeploymentStatus.FAILED;
import static dev.clickdeploy.model.deployment.DeploymentStatus.QUEUED;
import static dev.clickdeploy.model.deployment.DeploymentStatus.RUNNING;
import static dev.clickdeploy.model.deployment.DeploymentStatus.SUCCEEDED;
import static dev.clickdeploy.model.deployment.DeploymentStatus.SUPERSEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.IllegalTransitionException;
import dev.clickdeploy.model.image.ImageDigest;
import dev.clickdeploy.model.image.ImageReference;
import dev.clickdeploy.model.image.PushedImage;
import dev.clickdeploy.model.service.ServiceId;
import dev.clickdeploy.model.source.CommitSha;
import dev.clickdeploy.model.source.GitRef;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pair of states, by the method that leads to the second one. */
class DeploymentTransitionsTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant END = BEGIN.plusSeconds(90);
  private static final Failure FAILURE = Failure.of(FailureClass.BUILD_STEP, "it broke", null);
  private static final PushedImage IMAGE =
      new PushedImage(
          ImageReference.parse("registry.test/org/app:1"), ImageDigest.of(new byte[] {1}));

  /** What may follow what, written down a second time on purpose. */
  private static final Map<DeploymentStatus, Set<DeploymentStatus>> ALLOWED =
      Map.of(
          QUEUED, Set.of(RUNNING, FAILED, CANCELLED, SUPERSEDED),
          RUNNING, Set.of(QUEUED, CANCELLING, SUCCEEDED, FAILED, CANCELLED, SUPERSEDED),
          CANCELLING, Set.of(SUCCEEDED, FAILED, CANCELLED),
          SUCCEEDED, Set.of(),
          FAILED, Set.of(),
          CANCELLED, Set.of(),
          SUPERSEDED, Set.of());

  private static Deployment queued() {
    Origin origin =
        new Origin(Trigger.API, new GitRef("main"), new CommitSha("a".repeat(40)), null);
    return Deployment.queued(
        DeploymentId.next(() -> BEGIN),
        OrganizationId.next(() -> BEGIN),
        ServiceId.next(() -> BEGIN),
        origin,
        null,
        BEGIN);
  }

  private static Deployment in(DeploymentStatus status) {
    Deployment running = queued().started(BEGIN);
    return switch (status) {
      case QUEUED -> queued();
      case RUNNING -> running;
      case CANCELLING -> running.cancelling();
      case SUCCEEDED -> running.succeeded(IMAGE, END);
      case FAILED -> running.failed(FAILURE, END);
      case CANCELLED -> running.cancelled(END);
      case SUPERSEDED -> running.superseded(END);
    };
  }

  private static UnaryOperator<Deployment> leadingTo(DeploymentStatus status) {
    return switch (status) {
      case QUEUED -> Deployment::requeued;
      case RUNNING -> d -> d.started(END);
      case CANCELLING -> Deployment::cancelling;
      case SUCCEEDED -> d -> d.succeeded(IMAGE, END);
      case FAILED -> d -> d.failed(FAILURE, END);
      case CANCELLED -> d -> d.cancelled(END);
      case SUPERSEDED -> d -> d.superseded(END);
    };
  }

  static Stream<Arguments> pairs(boolean allowed) {
    return Stream.of(DeploymentStatus.values())
        .flatMap(
            from ->
                Stream.of(DeploymentStatus.values())
                    .filter(to -> ALLOWED.get(from).contains(to) == allowed)
                    .map(to -> Arguments.of(from, to)));
  }

  static Stream<Arguments> allowed() {
    return pairs(true);
  }

  static Stream<Arguments> refused() {
    return pairs(false);
  }

  @ParameterizedTest
  @MethodSource("allowed")
  void an_allowed_transition_leads_to_its_state(DeploymentStatus from, DeploymentStatus to) {
    Deployment before = in(from);

    Deployment after = leadingTo(to).apply(before);

    assertThat(after.status()).isEqualTo(to);
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.origin()).isEqualTo(before.origin());
    assertThat(after.createdAt()).isEqualTo(before.createdAt());
    assertThat(after.finishedAt()).isEqualTo(to.isTerminal() ? END : null);
    assertThat(after.image()).isEqualTo(to == SUCCEEDED ? IMAGE : null);
    assertThat(after.failure()).isEqualTo(to == FAILED ? FAILURE : null);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_refused_transition_names_both_states(DeploymentStatus from, DeploymentStatus to) {
    Deployment before = in(from);

    assertThatThrownBy(() -> leadingTo(to).apply(before))
        .isInstanceOf(IllegalTransitionException.class)
        .hasMessageContaining(from.name())
        .hasMessageContaining(to.name());
  }

  @ParameterizedTest
  @EnumSource
  void successors_and_terminal_states_are_as_written_down(DeploymentStatus status) {
    assertThat(status.successors()).isEqualTo(ALLOWED.get(status));
    assertThat(status.isTerminal()).isEqualTo(ALLOWED.get(status).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RUNNING")
  void only_a_running_deployment_enters_phases(DeploymentStatus status) {
    Deployment deployment = in(status);

    for (Phase phase : Phase.values()) {
      assertThatThrownBy(() -> deployment.entered(phase, END))
          .isInstanceOf(IllegalTransitionException.class);
    }
  }

  @ParameterizedTest
  @EnumSource
  void phases_go_on_and_never_back(Phase reached) {
    Deployment deployment = in(RUNNING).entered(reached, BEGIN);

    for (Phase next : EnumSet.allOf(Phase.class)) {
      if (next.compareTo(reached) > 0) {
        assertThat(deployment.entered(next, END).phase()).isEqualTo(next);
      } else {
        assertThatThrownBy(() -> deployment.entered(next, END))
            .isInstanceOf(IllegalTransitionException.class)
            .hasMessageContaining(reached.name());
      }
    }
  }

  @Test
  void a_new_attempt_forgets_the_phases_and_progress_of_the_one_before() {
    Deployment attempted = in(RUNNING).entered(Phase.BUILDING, BEGIN).with(new Progress(3, 2, 1));

    Deployment again = attempted.requeued();

    assertThat(again.phase()).isNull();
    assertThat(again.progress()).isEqualTo(Progress.NONE);
    assertThat(again.phaseTimes()).isEqualTo(PhaseTimes.NONE);
    assertThat(again.started(END).startedAt()).isEqualTo(END);
  }

  @Test
  void an_image_that_was_made_is_deleted_and_kept_after_all() {
    Deployment succeeded = in(SUCCEEDED);

    Deployment deleted = succeeded.imageDeleted(END);

    assertThat(deleted.imageDeletedAt()).isEqualTo(END);
    assertThat(deleted.image()).isEqualTo(succeeded.image());
    assertThat(deleted.imageKept()).isEqualTo(succeeded);
    assertThatThrownBy(() -> in(FAILED).imageDeleted(END))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_failure_keeps_the_phase_in_which_it_happened() {
    Deployment failed =
        in(RUNNING).entered(Phase.PLANNING, BEGIN.plusSeconds(1)).failed(FAILURE, END);

    assertThat(failed.phase()).isEqualTo(Phase.PLANNING);
    assertThat(failed.buildDuration()).contains(Duration.ofSeconds(90));
    assertThat(failed.phaseTimes().durations(END))
        .isEqualTo(Map.of(Phase.PLANNING, Duration.ofSeconds(89)));
  }
}
