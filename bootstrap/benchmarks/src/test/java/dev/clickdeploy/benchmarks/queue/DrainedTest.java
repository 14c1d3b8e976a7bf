package dev.clickdeploy.benchmarks.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DrainedTest {
  @Test
  void the_last_seconds_are_rated_by_what_came_in_them() {
    Drained drained = new Drained(1300, 4, List.of(1000, 1150, 1250, 1300));

    assertThat(drained.perSecond()).isEqualTo(325);
    assertThat(drained.perSecondOfLast(2)).isEqualTo(75);
  }

  @Test
  void a_drain_that_was_too_short_for_that_is_rated_as_a_whole() {
    Drained drained = new Drained(1000, 2, List.of(600, 1000));

    assertThat(drained.perSecondOfLast(10)).isEqualTo(500);
  }
}
