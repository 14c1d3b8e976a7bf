package dev.clickdeploy.model.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhaseTimesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void before_the_first_phase_nothing_took_any_time() {
    assertThat(PhaseTimes.NONE.durations(START)).isEmpty();
  }

  @Test
  void a_phase_lasts_until_the_next_one_begins_and_the_last_until_the_end() {
    PhaseTimes times =
        PhaseTimes.NONE
            .begin(Phase.FETCHING, START)
            .begin(Phase.PLANNING, START.plusMillis(300))
            // pushing was skipped over
            .begin(Phase.VERIFYING, START.plusMillis(1_000));

    assertThat(times.durations(START.plusMillis(1_250)))
        .containsExactly(
            entry(Phase.FETCHING, Duration.ofMillis(300)),
            entry(Phase.PLANNING, Duration.ofMillis(700)),
            entry(Phase.VERIFYING, Duration.ofMillis(250)));
    assertThat(PhaseTimes.NONE.begun()).isEmpty();
  }

  @Test
  void what_is_given_is_copied() {
    Map<Phase, Instant> given = new EnumMap<>(Phase.class);
    given.put(Phase.FETCHING, START);
    PhaseTimes times = new PhaseTimes(given);
    given.clear();

    assertThat(times.begun()).containsOnlyKeys(Phase.FETCHING);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 0", "5, 0, 0", "5, 5, 5", "5, 4, 3"})
  void progress_counts_cached_among_done_among_total(int total, int done, int cached) {
    assertThat(new Progress(total, done, cached).total()).isEqualTo(total);
  }

  @ParameterizedTest
  @CsvSource({"0, 1, 0", "1, 0, 1", "5, 3, 4", "-1, 0, 0", "0, -1, -1", "1, 1, -1"})
  void impossible_progress_is_refused(int total, int done, int cached) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Progress(total, done, cached));
  }
}
