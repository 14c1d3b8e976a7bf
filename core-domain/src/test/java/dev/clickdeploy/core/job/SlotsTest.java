package dev.clickdeploy.core.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.job.JobKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotsTest {
  private static final JobKind MANY = new JobKind("many");
  private static final JobKind ONE = new JobKind("one");
  private static final Duration GATHER = Duration.ofMillis(20);
  private static final Duration POLL = Duration.ofSeconds(1);

  private final List<Duration> reasons = new ArrayList<>();
  private final Slots slots =
      new Slots(Map.of(MANY, handling(8), ONE, handling(1)), GATHER, reasons::add);

  private static Handling handling(int slots) {
    return new Handling(work -> new JobResult.Done(), slots);
  }

  private void claimed(int many, int one) {
    slots.take(slots.free(), Map.of(MANY, many, ONE, one));
  }

  private void leave(JobKind kind, int jobs) {
    for (int i = 0; i < jobs; i++) {
      slots.leave(kind);
    }
  }

  @Test
  void each_kind_has_its_own() {
    assertThat(slots.free()).isEqualTo(Map.of(MANY, 8, ONE, 1));
    claimed(3, 1);
    assertThat(slots.free()).isEqualTo(Map.of(MANY, 5));
    leave(ONE, 1);
    leave(MANY, 3);
    assertThat(slots.free()).isEqualTo(Map.of(MANY, 8, ONE, 1));
  }

  @Test
  void where_the_queue_has_more_a_quarter_is_claimed_for_at_once() {
    claimed(8, 1);
    assertThat(slots.pause(POLL)).isEqualTo(POLL);

    leave(MANY, 1);
    assertThat(reasons).containsExactly(GATHER);
    leave(MANY, 1);

    assertThat(reasons).containsExactly(GATHER, Duration.ZERO);
    leave(MANY, 6);
    assertThat(reasons).as("one reason is enough").hasSize(2);
  }

  @Test
  void of_few_slots_each_counts() {
    claimed(8, 1);

    leave(ONE, 1);

    assertThat(reasons).containsExactly(Duration.ZERO);
    assertThat(slots.pause(POLL)).isZero();
  }

  @Test
  void what_became_free_during_a_claim_that_filled_its_slots_is_claimed_for() {
    claimed(8, 1);
    leave(MANY, 2);
    Map<JobKind, Integer> asked = slots.free();
    leave(MANY, 2);
    slots.take(asked, Map.of(MANY, 2));
    assertThat(slots.pause(POLL)).isZero();
    slots.take(Map.of(MANY, 1), Map.of(MANY, 1));
    assertThat(slots.pause(POLL)).isEqualTo(GATHER);
  }

  @Test
  void where_the_queue_had_no_more_a_free_slot_is_no_reason_to_ask_again() {
    claimed(3, 0);

    leave(MANY, 3);

    assertThat(reasons).isEmpty();
    assertThat(slots.pause(POLL)).isEqualTo(POLL);
  }

  @Test
  void where_the_queue_had_no_more_a_job_that_ended_may_have_kept_others_back() {
    claimed(3, 0);

    slots.ended(MANY);

    assertThat(reasons).containsExactly(GATHER);
    claimed(5, 1);
    slots.ended(ONE);
    slots.ended(MANY);
    assertThat(reasons).as("there is more anyway").hasSize(1);
  }
}
