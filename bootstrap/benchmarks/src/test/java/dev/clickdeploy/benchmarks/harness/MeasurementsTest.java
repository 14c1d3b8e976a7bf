package dev.clickdeploy.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementsTest {
  private static final Metric RATE = new Metric("drain", "jobs/s", Better.MORE);
  private static final Metric DELAY = new Metric("p99", "ms", Better.LESS);
  private final Measurements measurements = new Measurements();

  private void add(String system, Metric metric, double... figures) {
    for (double figure : figures) {
      measurements.add("bulk", system, metric, figure);
    }
  }

  @Test
  void a_row_has_the_median_and_the_range_of_its_rounds() {
    add(Measurements.OURS, RATE, 30, 10, 20);

    assertThat(measurements.rows())
        .containsExactly(new Row("bulk", Measurements.OURS, RATE, 20, 10, 30, 3));
  }

  @Test
  void the_median_of_an_even_number_of_rounds_is_between_the_two_in_the_middle() {
    add(Measurements.OURS, RATE, 40, 10, 20, 30);

    assertThat(measurements.rows().getFirst().median()).isEqualTo(25);
  }

  @Test
  void a_higher_rate_of_ours_is_a_ratio_above_one() {
    add(Measurements.OURS, RATE, 300);
    add("peer", RATE, 100);

    assertThat(measurements.ratios())
        .containsExactly(new Ratio("bulk", "drain", 300, 100, "peer", 3));
  }

  @Test
  void a_shorter_delay_of_ours_is_a_ratio_above_one_too() {
    add(Measurements.OURS, DELAY, 4);
    add("peer", DELAY, 10);

    assertThat(measurements.ratios().getFirst().ratio()).isCloseTo(2.5, within(1e-9));
  }

  @Test
  void a_peer_that_is_better_is_a_ratio_below_one() {
    add(Measurements.OURS, RATE, 50);
    add("peer", RATE, 100);
    add(Measurements.OURS, DELAY, 10);
    add("peer", DELAY, 5);

    assertThat(measurements.ratios()).extracting(Ratio::ratio).containsExactly(0.5, 0.5);
  }

  @Test
  void nothing_is_compared_without_ours_or_when_it_relates_a_system_to_itself() {
    Metric share = new Metric("of-fresh", "share", Better.MORE, false);
    add("peer", RATE, 100);
    add(Measurements.OURS, share, 0.9);
    add("peer", share, 0.8);

    assertThat(measurements.ratios()).isEmpty();
  }

  @Test
  void a_figure_that_is_none_is_refused() {
    for (double figure : List.of(Double.NaN, Double.POSITIVE_INFINITY, -1.0)) {
      assertThatThrownBy(() -> add("peer", RATE, figure))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("bulk, peer, drain");
    }
  }
}
