package dev.clickdeploy.model.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {
  @ParameterizedTest
  @CsvSource({"0, 2", "1, 2", "2, 4", "3, 8", "6, 64", "7, 120", "100, 120", "2147483647, 120"})
  void it_doubles_up_to_the_most(int attempt, long seconds) {
    assertThat(Backoff.DEFAULT.after(attempt)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void a_first_wait_of_nothing_stays_nothing() {
    Backoff none = new Backoff(Duration.ZERO, Duration.ofMinutes(1));

    assertThat(none.after(100)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"1, 0, 1600", "1, 0.5, 2000", "1, 1, 2400", "3, 0, 6400", "9, 1, 144000"})
  void jitter_makes_it_up_to_a_part_shorter_or_longer(int attempt, double chance, long millis) {
    assertThat(Backoff.DEFAULT.after(attempt, chance)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void without_jitter_chance_changes_nothing() {
    Backoff exact = new Backoff(Duration.ofSeconds(3), Duration.ofSeconds(30));

    assertThat(exact.after(2, 0)).isEqualTo(exact.after(2)).isEqualTo(exact.after(2, 1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void jitter_is_a_part_of_the_delay(double jitter) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ZERO, jitter))
        .withMessageContaining("jitter");
  }

  @Test
  void the_first_may_not_be_more_than_the_most_nor_negative() {
    Duration second = Duration.ofSeconds(1);
    assertThat(new Backoff(second, second).after(9)).isEqualTo(second);
    assertThatIllegalArgumentException().isThrownBy(() -> new Backoff(second, Duration.ZERO));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(second.negated(), Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Build", "1a", "-a", "a_b", "a b", "a/b"})
  void another_form_is_no_job_kind(String kind) {
    assertThatIllegalArgumentException().isThrownBy(() -> new JobKind(kind));
  }

  @Test
  void a_job_kind_has_up_to_fifty_characters() {
    assertThat(new JobKind("a" + "-9".repeat(24) + "b")).hasToString("a" + "-9".repeat(24) + "b");
    assertThatIllegalArgumentException().isThrownBy(() -> new JobKind("a".repeat(51)));
    assertThat(JobKind.BUILD).hasToString("build");
  }
}
