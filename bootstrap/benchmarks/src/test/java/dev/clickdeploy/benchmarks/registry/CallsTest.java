package dev.clickdeploy.benchmarks.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clickdeploy.benchmarks.http.load.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class CallsTest {
  @Test
  void as_many_calls_are_made_as_were_asked_for_each_with_its_number() throws Exception {
    Set<Long> numbers = ConcurrentHashMap.newKeySet();

    Outcome outcome = Calls.counting(1_000, 4, numbers::add);

    assertThat(outcome.answered()).isEqualTo(1_000);
    assertThat(numbers).hasSize(1_000).contains(0L, 999L);
  }

  @Test
  void threads_call_at_the_same_time() throws Exception {
    CountDownLatch all = new CountDownLatch(4);

    Outcome outcome =
        Calls.counting(
            4,
            4,
            number -> {
              all.countDown();
              all.await();
            });

    assertThat(outcome.answered()).isEqualTo(4);
  }

  @Test
  void calls_end_with_their_time() throws Exception {
    Outcome outcome = Calls.lasting(Duration.ofMillis(20), 1, number -> {});

    assertThat(outcome.answered()).isPositive();
    assertThat(outcome.seconds()).isGreaterThanOrEqualTo(0.02);
  }

  @Test
  void a_call_that_fails_fails_the_measurement() {
    IOException refused = new IOException("refused");

    assertThatThrownBy(
            () ->
                Calls.counting(
                    10,
                    2,
                    number -> {
                      throw refused;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasCause(refused);
  }
}
