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
