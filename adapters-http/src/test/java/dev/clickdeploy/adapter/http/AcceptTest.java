package dev.clickdeploy.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AcceptTest {
  private static final List<String> OFFERED =
      List.of("application/json", "text/plain", "text/event-stream");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/event-stream | text/event-stream",
        "text/plain | text/plain",
        "*/* | application/json",
        "text/* | text/plain",
        "text/plain; charset=utf-8 | text/plain",
        "Text/Event-Stream | text/event-stream",
        "text/event-stream, */* | text/event-stream",
        "text/html, application/json;q=0.9, */*;q=0.8 | application/json",
        "text/plain;q=0.5, text/event-stream;q=0.6 | text/event-stream",
        "text/*;q=0.9, text/plain;q=0 | text/event-stream",
        "application/json;q=0, */* | text/plain",
        "application/json;q=x, text/plain;q=0.1 | text/plain",
        "image/png | application/json",
        "'' | application/json",
        "',;q=,/' | application/json"
      })
  void the_best_of_what_is_taken_is_given(String header, String best) {
    assertThat(Accept.of(Optional.of(header)).best(OFFERED)).isEqualTo(best);
  }

  @Test
  void without_a_header_everything_is_taken() {
    assertThat(Accept.of(Optional.empty()).best(OFFERED)).isEqualTo("application/json");
  }
}
