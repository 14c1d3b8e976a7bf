package dev.clickdeploy.adapter.registry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Duration> waits = new ArrayList<>();
  private final Retries retries = new Retries(() -> NOW, waits::add);

  @Test
  void a_final_answer_is_taken_at_once() throws IOException {
    for (int status : new int[] {200, 401, 404, 418}) {
      assertThat(send(answer(status))).isEqualTo(status);
    }
    assertThat(waits).isEmpty();
  }

  @Test
  void a_busy_registry_is_asked_again_after_growing_waits() throws IOException {
    assertThat(send(answer(503), answer(500), answer(200))).isEqualTo(200);
    assertThat(waits).containsExactly(Duration.ofMillis(250), Duration.ofMillis(500));
  }

  @Test
  void the_last_answer_counts_when_it_stays_busy() throws IOException {
    assertThat(send(answer(503), answer(503), answer(503), answer(502), answer(200)))
        .isEqualTo(502);
    assertThat(waits).hasSize(Retries.ATTEMPTS - 1);
  }

  @Test
  void the_registrys_own_wish_comes_first_within_reason() throws IOException {
    send(
        answer(429, "7"),
        answer(429, "Thu, 01 Jan 2026 00:00:12 GMT"),
        answer(429, "86400"),
        answer(200));
    assertThat(waits)
        .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(12), Duration.ofSeconds(30));

    waits.clear();
    send(answer(429, "soon"), answer(429, "Wed, 31 Dec 2025 00:00:00 GMT"), answer(200));
    assertThat(waits).containsExactly(Duration.ofMillis(250), Duration.ZERO);
  }

  @Test
  void an_interrupted_wait_ends_and_keeps_the_interrupt() {
    Retries interrupted =
        new Retries(
            () -> NOW,
            wait -> {
              throw new InterruptedException();
            });

    assertThatThrownBy(() -> interrupted.send(() -> answer(503))).isInstanceOf(IOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private int send(Answer... answers) throws IOException {
    Deque<Answer> left = new ArrayDeque<>(List.of(answers));
    return retries.send(left::pop).status();
  }

  private static Answer answer(int status, String... retryAfter) {
    HttpHeaders headers =
        HttpHeaders.of(Map.of("Retry-After", List.of(retryAfter)), (name, value) -> true);
    return new Answer(URI.create("http://localhost/"), status, headers, new byte[0]);
  }
}
