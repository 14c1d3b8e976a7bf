package dev.clickdeploy.adapter.buildkit.filesync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.image.ImageDigest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModificationTimeTest {
  private static final String ID = "8ab686eafeb1f44702738c8b0f24f2567c36da6d";

  private static String id(int i) {
    return ImageDigest.of(("content " + i).getBytes(StandardCharsets.UTF_8))
        .value()
        .substring("sha256:".length());
  }

  @Test
  void equal_content_has_equal_times() {
    assertThat(ModificationTime.of(ID)).isEqualTo(ModificationTime.of(ID));
  }

  @Test
  void the_time_of_an_id_never_changes_between_releases() {
    assertThat(ModificationTime.of(ID)).isEqualTo(Instant.parse("2020-02-11T14:34:21.042731256Z"));
  }

  @Test
  void every_digit_of_the_id_counts() {
    for (int i = 0; i < ID.length(); i++) {
      char other = ID.charAt(i) == '0' ? '1' : '0';
      String changed = ID.substring(0, i) + other + ID.substring(i + 1);
      assertThat(ModificationTime.of(changed))
          .as("digit %d", i)
          .isNotEqualTo(ModificationTime.of(ID));
    }
  }

  @Test
  void other_content_has_another_time() {
    Set<Instant> times = new HashSet<>();
    for (int i = 0; i < 100_000; i++) {
      times.add(ModificationTime.of(id(i)));
    }
    assertThat(times).hasSize(100_000);
  }

  /** Layers keep whole seconds, and web servers make ETags of them. */
  @Test
  void whole_seconds_alone_tell_nearly_all_content_apart() {
    Set<Long> seconds = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      seconds.add(ModificationTime.of(id(i)).getEpochSecond());
    }
    assertThat(seconds).hasSizeGreaterThan(990);
  }

  @Test
  void times_lie_in_a_fixed_range_of_the_past() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(ModificationTime.of(id(i)))
          .isBetween(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2020-04-07T03:00:00Z"));
    }
    assertThat(ModificationTime.of("f".repeat(64))).isBefore(Instant.parse("2020-04-08T00:00:00Z"));
  }

  @Test
  void it_travels_as_nanoseconds() {
    assertThat(ModificationTime.nanosecondsSince1970(Instant.ofEpochSecond(3, 7)))
        .isEqualTo(3_000_000_007L);
  }
}
