package dev.clickdeploy.adapter.githost;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What a git host's API has answered. */
record HostAnswer(int status, HttpHeaders headers, byte[] body) {

  /**
   * How long the host wants to be left alone: {@code Retry-After} in seconds, or when its budget is
   * spent, the time at which it is filled again (GitHub REST API, "Rate limits"; GitLab, "Rate
   * limits on gitlab.com", response headers).
   */
  Optional<Duration> pause(Instant now) {
    Optional<Duration> told = number("retry-after").map(Duration::ofSeconds);
    if (told.isPresent()) {
      return told;
    }
    boolean spent =
        number("x-ratelimit-remaining").or(() -> number("ratelimit-remaining")).orElse(1L) == 0;
    return spent
        ? number("x-ratelimit-reset")
            .or(() -> number("ratelimit-reset"))
            .map(Instant::ofEpochSecond)
            .map(reset -> Duration.between(now, reset).plusSeconds(1))
            .map(left -> left.isNegative() ? Duration.ofSeconds(1) : left)
        : Optional.empty();
  }

  private Optional<Long> number(String name) {
    return headers
        .firstValue(name)
        .map(String::strip)
        .filter(value -> value.matches("[0-9]{1,11}"))
        .map(Long::valueOf);
  }

  /** Whether it says that its limit of requests is reached. */
  boolean isLimited(Instant now) {
    return status == 429 || (status == 403 && (pause(now).isPresent() || says("rate limit")));
  }

  /** Whether the body has these words, whatever it looks like otherwise. */
  boolean says(String words) {
    return new String(body, StandardCharsets.UTF_8).contains(words);
  }
}
