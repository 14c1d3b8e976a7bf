package dev.clickdeploy.model.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clickdeploy.model.deployment.LogLine.Stream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LogLineTest {
  private static String kept(String text) {
    return new LogLine(Instant.EPOCH, Stream.STDOUT, text).text();
  }

  private static Failure failure(String message, List<String> lines) {
    return new Failure(FailureClass.BUILD_STEP, message, null, lines);
  }

  @Test
  void a_line_is_kept_with_its_colours() {
    assertThat(kept("\u001b[32mok\u001b[0m")).isEqualTo("\u001b[32mok\u001b[0m");
    assertThat(kept("")).isEmpty();
  }

  @Test
  void a_long_line_is_cut_with_a_mark() {
    assertThat(kept("x".repeat(8_192))).isEqualTo("x".repeat(8_192));
    assertThat(kept("x".repeat(8_193))).hasSize(8_192).endsWith("x …[cut]");
  }

  @Test
  void a_cut_never_goes_through_a_character() {
    String text = kept("🚀".repeat(5_000));

    assertThat(text).hasSizeLessThanOrEqualTo(8_192).endsWith("🚀 …[cut]");
  }

  @Test
  void what_a_database_cannot_keep_is_left_out() {
    assertThat(kept("a\0b")).isEqualTo("ab");
    assertThat(failure("a\0b", List.of("c\0d")).message()).isEqualTo("ab");
    assertThat(failure("a\0b", List.of("c\0d")).lastLines()).containsExactly("cd");
  }

  @Test
  void a_failure_keeps_the_last_twenty_lines() {
    List<String> lines =
        new ArrayList<>(IntStream.rangeClosed(1, 25).mapToObj(String::valueOf).toList());
    Failure failure = failure("exit 1", lines);
    lines.clear();

    assertThat(failure.lastLines()).hasSize(20).startsWith("6").endsWith("25");
    assertThat(failure("exit 1", List.of("only")).lastLines()).containsExactly("only");
  }

  @Test
  void a_failures_long_message_is_cut_to_its_limit() {
    assertThat(failure("x".repeat(2_000), List.of()).message()).isEqualTo("x".repeat(2_000));
    assertThat(failure("x".repeat(2_001), List.of()).message()).hasSize(2_000).endsWith("x…");
  }

  @Test
  void only_infrastructure_is_worth_another_try() {
    for (FailureClass type : FailureClass.values()) {
      assertThat(type.isRetryable()).isEqualTo(type == FailureClass.INFRASTRUCTURE);
    }
    assertThat(Failure.of(FailureClass.PLAN, "m", "do this").hint()).hasValue("do this");
    assertThat(Failure.of(FailureClass.PLAN, "m", null).hint()).isEmpty();
  }
}
