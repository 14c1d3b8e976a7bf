package dev.clickdeploy.model.job;

import static dev.clickdeploy.model.job.JobStatus.CANCELLED;
import static dev.clickdeploy.model.job.JobStatus.COMPLETED;
import static dev.clickdeploy.model.job.JobStatus.FAILED;
import static dev.clickdeploy.model.job.JobStatus.PROCESSING;
import static dev.clickdeploy.model.job.JobStatus.QUEUED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.model.IllegalTransitionException;
import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pair of states, by every method that leads to the second one. */
class JobTransitionsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);

  /** What may follow what, written down a second time on purpose. */
  private static final Map<JobStatus, Set<JobStatus>> ALLOWED =
      Map.of(
          QUEUED, Set.of(PROCESSING, CANCELLED),
          PROCESSING, Set.of(QUEUED, COMPLETED, FAILED, CANCELLED),
          COMPLETED, Set.of(),
          FAILED, Set.of(),
          CANCELLED, Set.of());

  private static Job queued(int maxAttempts) {
    return Job.queued(order(maxAttempts), NOW);
  }

  private static NewJob order(int maxAttempts) {
    return NewJob.of(
        JobId.next(() -> NOW),
        JobKind.BUILD,
        OrganizationId.next(() -> NOW),
        "subject",
        maxAttempts);
  }

  private static Job in(JobStatus status) {
    Job processing = queued(3).claimed();
    return switch (status) {
      case QUEUED -> queued(3);
      case PROCESSING -> processing;
      case COMPLETED -> processing.completed();
      case FAILED -> processing.failed("broken");
      case CANCELLED -> processing.cancelled();
    };
  }

  private static List<UnaryOperator<Job>> leadingTo(JobStatus status) {
    return switch (status) {
      case QUEUED ->
          List.of(
              job -> job.attemptFailed("no network", LATER), Job::released, j -> j.rescued(NOW));
      case PROCESSING -> List.of(Job::claimed);
      case COMPLETED -> List.of(Job::completed);
      case FAILED -> List.of(job -> job.failed("broken"));
      case CANCELLED -> List.of(Job::cancelled);
    };
  }

  private static Stream<Arguments> pairs(boolean allowed) {
    return Stream.of(JobStatus.values())
        .flatMap(
            from ->
                Stream.of(JobStatus.values())
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
  void an_allowed_transition_leads_to_its_state(JobStatus from, JobStatus to) {
    Job before = in(from);

    for (UnaryOperator<Job> transition : leadingTo(to)) {
      Job after = transition.apply(before);
      assertThat(after.status()).isEqualTo(to);
      assertThat(after.id()).isEqualTo(before.id());
      assertThat(after.fence()).isGreaterThanOrEqualTo(before.fence());
    }
  }

  @ParameterizedTest
  @MethodSource("refused")
  void a_refused_transition_names_the_state(JobStatus from, JobStatus to) {
    Job before = in(from);

    for (UnaryOperator<Job> transition : leadingTo(to)) {
      assertThatThrownBy(() -> transition.apply(before))
          .isInstanceOf(IllegalTransitionException.class)
          .hasMessageContaining("from " + from.name());
    }
  }

  @ParameterizedTest
  @EnumSource
  void successors_and_terminal_states_are_as_written_down(JobStatus status) {
    assertThat(status.successors()).isEqualTo(ALLOWED.get(status));
    assertThat(status.isTerminal()).isEqualTo(ALLOWED.get(status).isEmpty());
  }

  @ParameterizedTest
  @EnumSource(names = {"COMPLETED", "FAILED", "CANCELLED"})
  void an_ended_job_cannot_be_asked_to_cancel(JobStatus ended) {
    assertThatThrownBy(() -> in(ended).cancelAsked())
        .isInstanceOf(IllegalTransitionException.class);
  }

  @Test
  void a_claim_counts_an_attempt_and_raises_the_fence() {
    Job claimed = in(QUEUED).claimed();

    assertThat(claimed.attempt()).isEqualTo(1);
    assertThat(claimed.fence()).isEqualTo(1);
  }

  @Test
  void a_failed_attempt_waits_with_its_error_while_attempts_are_left() {
    Job failed = in(PROCESSING).attemptFailed("no network", LATER);

    assertThat(failed.runAt()).isEqualTo(LATER);
    assertThat(failed.error()).contains("no network");
    assertThat(failed.attempt()).isEqualTo(1);
  }

  @Test
  void the_last_attempt_that_fails_or_dies_fails_the_job() {
    Job last = queued(1).claimed();

    assertThat(last.attemptFailed("no network", LATER).status()).isEqualTo(FAILED);
    assertThat(last.rescued(NOW).status()).isEqualTo(FAILED);
    assertThat(last.rescued(NOW).error()).isPresent();
  }

  @Test
  void giving_back_does_not_count_the_attempt_but_raises_the_fence() {
    Job processing = in(PROCESSING);

    Job released = processing.released();

    assertThat(released.attempt()).isZero();
    assertThat(released.fence()).isGreaterThan(processing.fence());
    assertThat(released.claimed().fence()).isGreaterThan(released.fence());
  }

  @Test
  void a_rescue_counts_the_attempt_and_raises_the_fence() {
    Job processing = in(PROCESSING);

    Job rescued = processing.rescued(LATER);

    assertThat(rescued.attempt()).isEqualTo(1);
    assertThat(rescued.fence()).isGreaterThan(processing.fence());
    assertThat(rescued.runAt()).isEqualTo(LATER);
  }

  @Test
  void asking_to_cancel_ends_a_queued_job_and_marks_a_processed_one() {
    assertThat(in(QUEUED).cancelAsked().status()).isEqualTo(CANCELLED);
    assertThat(in(QUEUED).cancelAsked().fence()).isGreaterThan(in(QUEUED).fence());
    Job marked = in(PROCESSING).cancelAsked();
    assertThat(marked.status()).isEqualTo(PROCESSING);
    assertThat(marked.cancelRequested()).isTrue();
  }

  @Test
  void a_job_that_was_asked_to_cancel_is_never_queued_again() {
    Job marked = in(PROCESSING).cancelAsked();

    assertThat(marked.attemptFailed("no network", LATER).status()).isEqualTo(CANCELLED);
    assertThat(marked.released().status()).isEqualTo(CANCELLED);
    assertThat(marked.rescued(NOW).status()).isEqualTo(CANCELLED);
    assertThat(marked.completed().status()).isEqualTo(COMPLETED);
    assertThat(marked.failed("broken").status()).isEqualTo(FAILED);
  }
}
