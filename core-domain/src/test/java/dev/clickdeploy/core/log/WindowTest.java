package dev.clickdeploy.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.LogLine;
import dev.clickdeploy.model.deployment.StoredLogLine;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WindowTest {
  private final Window window = new Window(10);

  private static StoredLogLine line(long sequence, String text) {
    return new StoredLogLine(sequence, new LogLine(Instant.EPOCH, LogLine.Stream.STDOUT, text));
  }

  private static List<StoredLogLine> lines(long first, long last) {
    return LongStream.rangeClosed(first, last).mapToObj(i -> line(i, "line " + i)).toList();
  }

  private List<Long> after(long sequence, int most) {
    return window.after(sequence, most).stream().map(StoredLogLine::sequence).toList();
  }

  @Test
  void an_empty_window_covers_what_comes_next_only() {
    assertThat(window.covers(9)).isFalse();
    assertThat(window.covers(10)).isTrue();
    assertThat(window.covers(11)).isTrue();
    assertThat(after(10, 100)).isEmpty();
    assertThat(window.end()).isEqualTo(10);
  }

  @Test
  void lines_are_found_after_any_number_even_one_of_a_gap() {
    window.add(List.of(line(12, "a"), line(15, "b"), line(16, "c")));

    assertThat(after(10, 100)).containsExactly(12L, 15L, 16L);
    assertThat(after(13, 100)).containsExactly(15L, 16L);
    assertThat(after(15, 100)).containsExactly(16L);
    assertThat(after(16, 100)).isEmpty();
    assertThat(after(10, 2)).containsExactly(12L, 15L);
    assertThat(window.end()).isEqualTo(16);
  }

  @Test
  void too_many_lines_push_out_the_oldest() {
    window.add(lines(11, 10 + Window.MOST_LINES));
    assertThat(window.covers(10)).isTrue();

    window.add(lines(11 + Window.MOST_LINES, 12 + Window.MOST_LINES));

    assertThat(window.covers(11)).isFalse();
    assertThat(window.covers(12)).isTrue();
    assertThat(after(12, 10_000)).hasSize(Window.MOST_LINES).startsWith(13L);
  }

  @Test
  void too_long_lines_push_out_the_oldest() {
    int fit = Window.MOST_CHARACTERS / 8_000;
    for (long i = 1; i <= fit; i++) {
      window.add(List.of(line(10 + i, "x".repeat(8_000))));
    }
    assertThat(window.covers(10)).isTrue();

    window.add(List.of(line(1_000, "x".repeat(8_000))));

    assertThat(window.covers(10)).isFalse();
    assertThat(window.covers(11)).isTrue();
    assertThat(after(11, 10_000)).hasSize(fit).endsWith(1_000L);
  }
}
