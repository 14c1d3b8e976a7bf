package dev.clickdeploy.model.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueCursorTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456Z");
  private static final JobId JOB = JobId.next(() -> NOW);

  @Test
  void its_text_is_read_back() {
    for (boolean waiting : new boolean[] {true, false}) {
      QueueCursor cursor = new QueueCursor(waiting, Priority.HIGH, NOW.plusNanos(7), JOB);
      assertThat(QueueCursor.parse(cursor.toString())).isEqualTo(cursor);
    }
  }

  @Test
  void what_runs_comes_before_what_waits_and_urgent_before_early() {
    QueueCursor running = new QueueCursor(false, Priority.LOW, NOW, JOB);
    QueueCursor urgent = new QueueCursor(true, Priority.URGENT, NOW, JOB);
    QueueCursor early = new QueueCursor(true, Priority.NORMAL, NOW.minusSeconds(60), JOB);
    assertThat(running).isLessThan(urgent);
    assertThat(urgent).isLessThan(early);
    assertThat(early).isLessThan(new QueueCursor(true, Priority.NORMAL, NOW, JOB));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "w",
        "x_2_0_01890000-0000-7000-8000-000000000000",
        "w_9_0_01890000-0000-7000-8000-000000000000",
        "w_2_9223372036854775808_01890000-0000-7000-8000-000000000000",
        "w_2_0_no",
        "w_2_0_01890000-0000-7000-8000-000000000000_"
      })
  void another_text_is_refused(String text) {
    assertThatThrownBy(() -> QueueCursor.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it is no place that a listing gave as its next");
  }
}
