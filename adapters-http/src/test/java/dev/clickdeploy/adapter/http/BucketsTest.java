package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.port.out.fake.SettableClock;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private final SettableClock clock = new SettableClock();
  private final Buckets buckets = new Buckets(new RateLimit(10, 20), clock, 3);

  private long allowed(int tries) {
    return IntStream.range(0, tries).filter(i -> buckets.take("key").allowed()).count();
  }

  @Test
  void a_full_bucket_gives_its_burst_and_no_more() {
    assertThat(allowed(100)).isEqualTo(20);
  }

  @Test
  void it_fills_at_its_rate() {
    allowed(100);
    clock.advance(Duration.ofMillis(99));
    assertThat(allowed(10)).isZero();
    clock.advance(Duration.ofMillis(1));
    assertThat(allowed(10)).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(allowed(100)).isEqualTo(10);
    clock.advance(Duration.ofHours(1));
    assertThat(allowed(100)).isEqualTo(20);
  }

  @Test
  void it_tells_what_is_left_and_when_there_is_more() {
    assertThat(buckets.take("key")).isEqualTo(new Buckets.Taken(true, 19, 0, 100_000_000));
    allowed(18);
    assertThat(buckets.take("key"))
        .isEqualTo(new Buckets.Taken(true, 0, 100_000_000, 2_000_000_000));
    clock.advance(Duration.ofMillis(40));
    assertThat(buckets.take("key"))
        .isEqualTo(new Buckets.Taken(false, 0, 60_000_000, 1_960_000_000));
  }

  @Test
  void looking_takes_nothing() {
    allowed(19);
    for (int i = 0; i < 5; i++) {
      assertThat(buckets.look("key").allowed()).isTrue();
    }
    assertThat(allowed(5)).isEqualTo(1);
    assertThat(buckets.look("key").allowed()).isFalse();
  }

  @Test
  void keys_have_buckets_of_their_own() {
    allowed(100);
    assertThat(buckets.take("other").allowed()).isTrue();
  }

  @Test
  void a_clock_that_is_set_back_keeps_nobody_waiting_for_longer() {
    allowed(100);
    clock.advance(Duration.ofHours(-5));
    assertThat(allowed(100)).isZero();
    clock.advance(Duration.ofSeconds(2));
    assertThat(allowed(100)).isEqualTo(20);
  }

  @Test
  void it_remembers_a_bounded_number_of_keys() {
    allowed(100);
    for (int i = 0; i < 2; i++) {
      buckets.take("other " + i);
    }
    assertThat(allowed(1)).isZero();
    for (int i = 0; i < 3; i++) {
      buckets.take("another " + i);
    }
    assertThat(allowed(1)).isEqualTo(1);
  }
}
