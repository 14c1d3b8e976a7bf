package dev.clickdeploy.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.SourceExcerpt;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0 ms",
    "350, 350 ms",
    "2000, 2 s",
    "2400, 2.4 s",
    "59940, 59.9 s",
    "60000, 1 min",
    "192000, 3 min 12 s"
  })
  void durations_read_well(long millis, String text) {
    assertThat(Wording.of(Duration.ofMillis(millis))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0 bytes",
    "999, 999 bytes",
    "1000, 1.0 kB",
    "9949, 9.9 kB",
    "9950, 10 kB",
    "999499, 999 kB",
    "999500, 1.0 MB",
    "200000000, 200 MB",
    "5000000000000000000, 5.0 EB"
  })
  void sizes_read_well(long bytes, String text) {
    assertThat(Wording.size(bytes)).isEqualTo(text);
  }

  @Test
  void an_instruction_is_shown_with_the_numbers_of_its_lines() {
    assertThat(Wording.numbered(new SourceExcerpt("Dockerfile", 9, "RUN a && \\\n    b")))
        .containsExactly(" 9 | RUN a && \\", "10 |     b");
  }

  @Test
  void digests_in_step_names_are_cut_short() {
    String digest = "sha256:" + "0123456789abcdef".repeat(4);

    assertThat(Wording.shortened("FROM debian:13@" + digest + " AS base"))
        .isEqualTo("FROM debian:13 (0123456789ab) AS base");
    assertThat(Wording.shortened("exporting manifest " + digest))
        .isEqualTo("exporting manifest 0123456789ab");
    assertThat(Wording.shortened("RUN echo sha256:0 @ home")).isEqualTo("RUN echo sha256:0 @ home");
  }
}
