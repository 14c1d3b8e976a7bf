package dev.clickdeploy.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.build.BuildEvent.Transferred;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MovementsTest {
  private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

  private final Movements movements = new Movements();

  private Optional<String> at(long second, String what, long current, long total) {
    return movements.line(new Transferred(3, BEGIN.plusSeconds(second), what, current, total));
  }

  @Test
  void what_is_over_at_once_is_not_told() {
    assertThat(at(0, "layer", 10, 100)).isEmpty();
    assertThat(at(9, "layer", 100, 100)).isEmpty();
  }

  @Test
  void what_goes_on_is_told_every_ten_seconds_and_at_its_end() {
    at(0, "layer", 1, 300_000_000);

    assertThat(at(9, "layer", 50_000_000, 300_000_000)).isEmpty();
    assertThat(at(10, "layer", 60_000_000, 300_000_000)).contains("layer: 60 MB of 300 MB");
    assertThat(at(11, "layer", 70_000_000, 300_000_000)).isEmpty();
    assertThat(at(20, "layer", 90_000_000, 300_000_000)).contains("layer: 90 MB of 300 MB");
    assertThat(at(21, "layer", 300_000_000, 300_000_000)).contains("layer: 300 MB of 300 MB");
    assertThat(at(40, "layer", 300_000_000, 300_000_000)).isEmpty();
  }

  @Test
  void a_size_that_is_not_known_is_not_told() {
    at(0, "transferring context:", 1, 0);

    assertThat(at(12, "transferring context:", 2_500, 0)).contains("transferring context: 2.5 kB");
  }

  @Test
  void each_transfer_has_its_own_time() {
    at(0, "one", 1, 10);
    at(8, "two", 1, 10);

    assertThat(at(11, "one", 2, 10)).isPresent();
    assertThat(at(11, "two", 2, 10)).isEmpty();
  }
}
