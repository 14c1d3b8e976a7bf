package dev.clickdeploy.model.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clickdeploy.model.tenant.OrganizationId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewJobTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private static final NewJob PLAIN =
      NewJob.of(JobId.next(() -> NOW), JobKind.BUILD, OrganizationId.next(() -> NOW), "subject", 3);

  @Test
  void a_plain_job_is_of_normal_priority_without_a_key_and_due_at_once() {
    assertThat(PLAIN.priority()).isEqualTo(Priority.NORMAL);
    assertThat(PLAIN.uniqueKey()).isNull();
    assertThat(PLAIN.notBefore()).isNull();
    assertThat(Job.queued(PLAIN, NOW).runAt()).isEqualTo(NOW);
    assertThat(Job.queued(PLAIN.notBefore(NOW.plusSeconds(9)), NOW).runAt())
        .isEqualTo(NOW.plusSeconds(9));
  }

  @Test
  void each_change_leaves_the_rest_as_it_was() {
    NewJob job = PLAIN.with(Priority.LOW).unique("key").notBefore(NOW);

    assertThat(job)
        .isEqualTo(
            new NewJob(
                PLAIN.id(),
                JobKind.BUILD,
                PLAIN.organization(),
                "subject",
                Priority.LOW,
                "key",
                3,
                NOW));
  }

  @Test
  void the_same_work_again_is_due_at_once_and_keeps_its_key() {
    JobId other = JobId.next(() -> NOW);

    NewJob again = PLAIN.with(Priority.HIGH).unique("key").notBefore(NOW).again(other);

    assertThat(again.id()).isEqualTo(other);
    assertThat(again.notBefore()).isNull();
    assertThat(again.uniqueKey()).isEqualTo("key");
    assertThat(again.priority()).isEqualTo(Priority.HIGH);
    assertThat(again.subject()).isEqualTo("subject");
  }

  @Test
  void a_unique_key_has_up_to_two_hundred_characters() {
    assertThat(PLAIN.unique("k".repeat(200)).uniqueKey()).hasSize(200);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PLAIN.unique("k".repeat(201)))
        .withMessageContaining("unique key");
    assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.unique(" "));
    assertThatIllegalArgumentException().isThrownBy(() -> PLAIN.unique("a\0b"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 101, -1})
  void other_numbers_of_attempts_are_refused(int attempts) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> NewJob.of(PLAIN.id(), PLAIN.kind(), PLAIN.organization(), "subject", attempts))
        .withMessageContaining("maxAttempts");
  }

  @ParameterizedTest
  @EnumSource
  void a_priority_is_found_by_its_rank(Priority priority) {
    assertThat(Priority.ofRank(priority.rank())).isEqualTo(priority);
  }

  @Test
  void ranks_follow_the_order_and_another_one_is_refused() {
    assertThat(Priority.values()).isSortedAccordingTo((a, b) -> a.rank() - b.rank());
    assertThatIllegalArgumentException().isThrownBy(() -> Priority.ofRank(4));
    assertThatIllegalArgumentException().isThrownBy(() -> Priority.ofRank(-1));
  }

  @Test
  void a_limit_is_at_least_one_or_none() {
    assertThat(KindLimit.NONE.isNone()).isTrue();
    assertThat(KindLimit.perOrganization(1).isNone()).isFalse();
    assertThat(new KindLimit(1, null).isNone()).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new KindLimit(0, null));
    assertThatIllegalArgumentException().isThrownBy(() -> KindLimit.perOrganization(-1));
  }

  @Test
  void a_filter_asks_only_for_what_it_names() {
    Job job = Job.queued(PLAIN, NOW);
    OrganizationId stranger = OrganizationId.next(() -> NOW);

    assertThat(JobFilter.ALL.matches(job)).isTrue();
    assertThat(new JobFilter(job.organization(), job.kind(), JobStatus.QUEUED).matches(job))
        .isTrue();
    assertThat(new JobFilter(stranger, null, null).matches(job)).isFalse();
    assertThat(new JobFilter(null, new JobKind("other"), null).matches(job)).isFalse();
    assertThat(new JobFilter(null, null, JobStatus.FAILED).matches(job)).isFalse();
  }
}
